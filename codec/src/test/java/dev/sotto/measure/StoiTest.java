package dev.sotto.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Waveform;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The expected values are those of reference.py beside the clip, a second implementation in numpy. */
class StoiTest {

    private static final double TOLERANCE = 0.002;

    private final Waveform speech = TestSpeech.kathleen();

    @Test
    void shouldAgreeWithTheReferenceOnNoise() {
        Waveform noisy = noisy(speech, 1);

        assertEquals(0.6752, Stoi.of(speech, noisy), TOLERANCE);
        assertEquals(0.4738, Stoi.extended(speech, noisy), TOLERANCE);
    }

    @Test
    void shouldAgreeWithTheReferenceOnALowPass() {
        Waveform muffled = steps(lowPass(lowPass(lowPass(doubles(speech)))), 2000);

        assertEquals(0.7194, Stoi.of(speech, muffled), TOLERANCE);
        assertEquals(0.5201, Stoi.extended(speech, muffled), TOLERANCE);
        assertEquals(
                new Stoi.Pair(Stoi.of(speech, muffled), Stoi.extended(speech, muffled)), Stoi.both(speech, muffled));
    }

    @Test
    void shouldAgreeWithTheReferenceOnCoarseSteps() {
        Waveform coarse = steps(doubles(speech), 50);

        assertEquals(0.9074, Stoi.of(speech, coarse), TOLERANCE);
        assertEquals(0.7846, Stoi.extended(speech, coarse), TOLERANCE);
    }

    @Test
    void shouldBeOneForTheSameSpeechAtAnyLoudness() {
        float[] softer = speech.samples().clone();
        for (int i = 0; i < softer.length; i++) {
            softer[i] *= 0.1f;
        }

        assertEquals(1, Stoi.of(speech, speech), 1e-9);
        assertEquals(1, Stoi.extended(speech, speech), 1e-9);
        assertEquals(1, Stoi.of(speech, new Waveform(softer, 16_000)), 1e-5);
    }

    @Test
    void shouldFallWithMoreNoise() {
        double last = 1;
        for (double amount : new double[] {0.1, 0.3, 1, 3}) {
            double stoi = Stoi.of(speech, noisy(speech, amount));

            assertTrue(stoi < last, "noise " + amount + ": " + stoi);
            last = stoi;
        }
    }

    @Test
    void shouldBeZeroForSilence() {
        assertEquals(0, Stoi.of(speech, new Waveform(new float[speech.length()], 16_000)), 1e-9);
        assertEquals(0, Stoi.extended(speech, new Waveform(new float[speech.length()], 16_000)), 1e-9);
    }

    @Test
    void shouldBeNoNumberWhereThereIsNothingToMeasure() {
        assertEquals(Double.NaN, Stoi.of(new Waveform(new float[0], 16_000), speech));
        assertEquals(Double.NaN, Stoi.of(speech.slice(16_000, 5_000), speech));
        assertEquals(Double.NaN, Stoi.extended(new Waveform(new float[48_000], 16_000), speech));
    }

    @Test
    void shouldCompareAsFarAsBothGo() {
        int length = 40_000;

        assertEquals(
                Stoi.of(speech.slice(0, length), noisy(speech, 1).slice(0, length)),
                Stoi.of(speech, noisy(speech, 1).slice(0, length)));
    }

    @Test
    void shouldRefuseOtherRates() {
        assertThrows(IllegalArgumentException.class, () -> Stoi.of(speech, new Waveform(speech.samples(), 8_000)));
        Waveform narrow = new Waveform(speech.samples(), 8_000);
        assertThrows(IllegalArgumentException.class, () -> Stoi.of(narrow, narrow));
    }

    private static double[] doubles(Waveform sound) {
        double[] values = new double[sound.length()];
        Arrays.setAll(values, i -> sound.samples()[i]);
        return values;
    }

    private static double[] lowPass(double[] samples) {
        double[] result = new double[samples.length];
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            last += 0.1 * (samples[i] - last);
            result[i] = last;
        }
        return result;
    }

    private static Waveform steps(double[] samples, double perUnit) {
        float[] result = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            result[i] = (float) (Math.floor(samples[i] * perUnit + 0.5) / perUnit);
        }
        return new Waveform(result, 16_000);
    }

    /** Noise from a generator that numpy can repeat; 1 is as loud as the speech. */
    private static Waveform noisy(Waveform speech, double amount) {
        double[] noise = new double[speech.length()];
        long state = 1;
        for (int i = 0; i < noise.length; i++) {
            state = (state * 1103515245 + 12345) & 0x7fff_ffff;
            noise[i] = state / (double) (1 << 30) - 1;
        }
        double speechEnergy = 0;
        for (float sample : speech.samples()) {
            speechEnergy += (double) sample * sample;
        }
        double gain = amount
                * Math.sqrt(speechEnergy / Arrays.stream(noise).map(x -> x * x).sum());
        float[] noisy = new float[noise.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) (speech.samples()[i] + gain * noise[i]);
        }
        return new Waveform(noisy, speech.sampleRate());
    }
}
