package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.measure.Fourier;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseTest {

    private static final int LENGTH = 1 << 16;

    /** Somebody who hums. */
    private static void hum(float[] target, SplittableRandom random) {
        float[] voice = TestAudio.sine(100 + random.nextInt(200), 5).samples();
        for (int i = 0; i < target.length; i++) {
            target[i] += voice[i];
        }
    }

    private static float[] noise(Noise.Kind kind, double snr, float level) {
        return new Noise(kind, snr).behind(new float[LENGTH], level, NoiseTest::hum, new SplittableRandom(1));
    }

    @ParameterizedTest
    @EnumSource(Noise.Kind.class)
    void shouldBeAsMuchBelowTheSpeechAsItSays(Noise.Kind kind) {
        for (double snr : new double[] {0, 10, 35}) {
            double power = 0;
            for (float sample : noise(kind, snr, 0.1f)) {
                power += sample * sample / LENGTH;
            }
            assertEquals(snr, 10 * Math.log10(0.01 / power), 0.01);
        }
    }

    @ParameterizedTest
    @EnumSource(Noise.Kind.class)
    void shouldLeaveTheSpeechAsItIs(Noise.Kind kind) {
        float[] speech = TestAudio.speech(1, 5).samples();
        float[] with = new Noise(kind, 20).behind(speech, 0.1f, NoiseTest::hum, new SplittableRandom(1));
        float[] alone =
                new Noise(kind, 20).behind(new float[speech.length], 0.1f, NoiseTest::hum, new SplittableRandom(1));
        for (int i = 0; i < alone.length; i++) {
            alone[i] += speech[i];
        }
        assertArrayEquals(alone, with, 1e-6f);
    }

    @Test
    void shouldBeSilentWhereTheOthersAre() {
        assertArrayEquals(
                new float[LENGTH],
                new Noise(Noise.Kind.BABBLE, 10)
                        .behind(new float[LENGTH], 0.1f, (target, random) -> {}, new SplittableRandom(1)));
    }

    @Test
    void shouldHaveTheColourOfItsName() {
        for (int octave = 7; octave < 14; octave++) {
            // Twice as many hertz are 3 dB more of white noise, and no more of pink.
            assertEquals(3, rise(noise(Noise.Kind.WHITE, 0, 0.1f), octave), 1.5, "white, octave " + octave);
            assertEquals(0, rise(noise(Noise.Kind.PINK, 0, 0.1f), octave), 1.5, "pink, octave " + octave);
        }
    }

    /** How much more power an octave has than the one below it, dB; octave 14 ends at half the sample rate. */
    private static double rise(float[] noise, int octave) {
        double[] signal = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            signal[i] = noise[i];
        }
        double[] powers = new Fourier(LENGTH).powers(signal);
        double[] sums = new double[2];
        for (int o = 0; o < 2; o++) {
            for (int k = 1 << octave + o; k < 2 << octave + o; k++) {
                sums[o] += powers[k];
            }
        }
        return 10 * Math.log10(sums[1] / sums[0]);
    }
}
