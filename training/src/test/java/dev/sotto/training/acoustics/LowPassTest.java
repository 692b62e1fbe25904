package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowPassTest {

    private static final int RATE = 16_000;

    /** What a tone loses, dB, once the filter is full of it. */
    private static double loss(LowPass line, double hertz) {
        float[] tone = TestAudio.sine(hertz, 0.5).samples();
        return 20 * Math.log10(rms(tone) / rms(line.heard(tone)));
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : Arrays.copyOfRange(samples, LowPass.TAPS, samples.length)) {
            sum += sample * sample;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3400, 5000, 7000})
    void shouldPassWhatIsBelowTheCutoffAndNothingAbove(double cutoff) {
        LowPass line = LowPass.of(cutoff, RATE);

        for (double hertz = 100; hertz < cutoff - 400; hertz += 300) {
            assertEquals(0, loss(line, hertz), 0.05, hertz + " Hz");
        }
        assertEquals(6, loss(line, cutoff), 0.2);
        for (double hertz = cutoff + 400; hertz < 7950; hertz += 150) {
            assertTrue(loss(line, hertz) > 60, hertz + " Hz by " + loss(line, hertz) + " dB");
        }
    }

    @Test
    void shouldBeCausal() {
        float[] impulse = new float[1000];
        impulse[500] = 1;
        float[] heard = LowPass.of(4000, RATE).heard(impulse);
        assertArrayEquals(new float[500], Arrays.copyOf(heard, 500));
        assertArrayEquals(new float[1000 - 500 - LowPass.TAPS], Arrays.copyOfRange(heard, 500 + LowPass.TAPS, 1000));
    }

    @Test
    void shouldDrawCutoffsOfTelephonesAndBetter() {
        for (int seed = 0; seed < 20; seed++) {
            LowPass line = LowPass.draw(RATE, new SplittableRandom(seed));
            assertTrue(loss(line, 2900) < 0.05 && loss(line, 7500) > 60);
        }
    }
}
