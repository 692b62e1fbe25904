package dev.sotto.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.Stoi;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvelopeLossTest {

    private static final int LENGTH = 16_000;

    private NDManager manager;
    private EnvelopeLoss loss;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
        loss = new EnvelopeLoss(manager, TestAudio.SAMPLE_RATE);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray sound(float[] samples) {
        return Values.create(manager, samples, new Shape(1, samples.length));
    }

    /** As loud as the caller makes all sounds. */
    private static float[] speech(int seed) {
        float[] samples = TestAudio.speech(seed, LENGTH / 16_000.0).samples().clone();
        double power = 0;
        for (float sample : samples) {
            power += sample * sample / samples.length;
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= SpectralLoss.NORMAL_LEVEL / (float) Math.sqrt(power);
        }
        return samples;
    }

    private static float[] noisy(float[] samples, float level) {
        float[] noise = TestTensors.normal(1, samples.length);
        float[] sum = samples.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += level * SpectralLoss.NORMAL_LEVEL * noise[i];
        }
        return sum;
    }

    private float of(float[] heard, float[] spoken) {
        return loss.compare(sound(heard), sound(spoken)).getFloat();
    }

    @Test
    void shouldBeSmallForEqualEnvelopesOnly() {
        float[] speech = speech(1);
        float[] inverted = speech.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = -inverted[i];
        }
        float equal = of(speech, speech);
        assertTrue(equal < 0.2, "of the same: " + equal);
        assertEquals(equal, of(inverted, speech), 1e-5, "phase does not count");
        assertEquals(1, of(new float[LENGTH], speech), 1e-3, "silence");
        assertTrue(of(noisy(new float[LENGTH], 1), speech) > 0.8, "noise");
    }

    @Test
    void shouldRankSoundsAsTheMeasuresDo() {
        float[] speech = speech(2);
        float last = of(speech, speech);
        double lastMeasure = 1;
        for (float level : new float[] {0.1f, 0.3f, 1, 3}) {
            float[] heard = noisy(speech, level);
            double measure =
                    Stoi.of(new Waveform(speech, TestAudio.SAMPLE_RATE), new Waveform(heard, TestAudio.SAMPLE_RATE));
            assertTrue(measure < lastMeasure, "the measure falls with noise " + level);
            assertTrue(of(heard, speech) > last, "the loss rises with noise " + level);
            last = of(heard, speech);
            lastMeasure = measure;
        }
    }

    @Test
    void shouldBeOneNumberForEachClip() {
        NDArray spoken = sound(speech(1)).concat(sound(speech(1)), 0);
        NDArray heard = sound(speech(1)).concat(sound(noisy(speech(1), 1)), 0);
        float[] both = loss.compare(heard, spoken).toFloatArray();
        assertArrayEquals(new float[] {of(speech(1), speech(1)), of(noisy(speech(1), 1), speech(1))}, both, 1e-4f);
    }

    @Test
    void shouldHaveTheGradientThatDifferencesGive() {
        EnvelopeLoss small = new EnvelopeLoss(manager, 1250);
        float[] spoken = TestTensors.normal(1, small.minLength());
        float[] start = TestTensors.normal(2, spoken.length);
        for (int i = 0; i < spoken.length; i++) {
            spoken[i] *= SpectralLoss.NORMAL_LEVEL;
            start[i] *= SpectralLoss.NORMAL_LEVEL;
        }
        NDArray heard = TestTensors.leaf(manager, start, 1, start.length);
        float[] gradient = TestTensors.gradient(
                heard, () -> small.compare(heard, sound(spoken)).sum());
        float[] expected = TestTensors.differences(
                heard, 3e-4f, () -> small.compare(heard, sound(spoken)).sum());
        float greatest = 0;
        for (float value : expected) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        assertTrue(greatest > 0.05, "it has a gradient: " + greatest);
        assertArrayEquals(expected, gradient, 0.03f * greatest);
    }

    @Test
    void shouldStayFiniteForDigitalSilence() {
        NDArray silence = TestTensors.leaf(manager, new float[LENGTH], 1, LENGTH);
        for (float[] spoken : new float[][] {speech(1), new float[LENGTH]}) {
            for (float value : TestTensors.gradient(
                    silence, () -> loss.compare(silence, sound(spoken)).sum())) {
                assertTrue(Float.isFinite(value), "a gradient of " + value);
            }
        }
    }
}
