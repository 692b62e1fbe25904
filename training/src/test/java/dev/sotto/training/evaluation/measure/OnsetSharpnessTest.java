package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OnsetSharpnessTest {

    /** A tone of 2 kHz, at 0 dB from 0.5 s on. @param before dB, by the seconds to 0.5 s */
    private static Waveform onset(DoubleUnaryOperator before) {
        float[] samples = TestAudio.sine(2000, 1).samples().clone();
        for (int i = 0; i < samples.length; i++) {
            double ahead = 0.5 - i / (double) TestAudio.SAMPLE_RATE;
            samples[i] *= (float) Math.pow(10, ahead > 0 ? before.applyAsDouble(ahead) / 20 : 0);
        }
        return new Waveform(samples, TestAudio.SAMPLE_RATE);
    }

    private static final Waveform SUDDEN = onset(ahead -> -40);

    @Test
    void shouldSayByHowMuchASmearedOnsetRisesLess() {
        // 40 dB at once, and 1 dB in each of 40 ms: 10 dB from 10 ms to the next.
        Waveform smeared = onset(ahead -> Math.max(-40, -1000 * ahead));

        assertEquals(10 - 40, OnsetSharpness.decibels(SUDDEN, smeared), 0.1);
    }

    @Test
    void shouldBeNothingForTheSameAndForItsLevel() {
        assertEquals(0, OnsetSharpness.decibels(SUDDEN, SUDDEN));
        assertEquals(0, OnsetSharpness.decibels(SUDDEN, Degradations.louder(SUDDEN, 0.5)), 1e-3);
    }

    @Test
    void shouldFindAnOnsetThatIsALittleLate() {
        assertEquals(0, OnsetSharpness.decibels(SUDDEN, Degradations.late(SUDDEN, 120)), 0.1);
    }

    @Test
    void shouldBeNoNumberWithoutAnOnset() {
        assertEquals(Double.NaN, OnsetSharpness.decibels(onset(ahead -> -1000 * ahead), SUDDEN));
        assertEquals(Double.NaN, OnsetSharpness.decibels(TestAudio.silence(1), SUDDEN));
        assertEquals(Double.NaN, OnsetSharpness.decibels(TestAudio.noise(1, 0.005), TestAudio.noise(1, 0.005)));
    }
}
