package dev.sotto.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.audio.TestAudio;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralLossTest {

    private static final int LENGTH = 4096;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private SpectralLoss loss(int window) {
        return new SpectralLoss(manager, window, TestAudio.SAMPLE_RATE);
    }

    private NDArray sound(float[] samples) {
        return Values.create(manager, samples, new Shape(1, samples.length));
    }

    /** As loud as the caller makes all sounds. */
    private NDArray speech() {
        float[] samples = TestAudio.speech(1, LENGTH / 16_000.0).samples();
        double power = 0;
        for (float sample : samples) {
            power += sample * sample / samples.length;
        }
        return sound(samples).mul(SpectralLoss.NORMAL_LEVEL / (float) Math.sqrt(power));
    }

    /** It fades in and out: at the edges sound is mirrored, and there a sine's phase does change its magnitudes. */
    private NDArray sine(double phase) {
        float[] samples = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double envelope = Math.pow(Math.sin(Math.PI * i / LENGTH), 2);
            samples[i] = (float) (0.1 * envelope * Math.sin(2 * Math.PI * 1000 * i / 16_000 + phase));
        }
        return sound(samples);
    }

    private NDArray noise() {
        return sound(TestTensors.normal(1, LENGTH)).mul(SpectralLoss.NORMAL_LEVEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512, 1024, 2048})
    void shouldBeNothingForEqualSounds(int window) {
        NDArray speech = speech();
        SpectralLoss.Terms terms = loss(window).compare(speech, speech.duplicate());

        assertEquals(new Shape(1), terms.complex().getShape());
        assertEquals(0, terms.complex().getFloat());
        assertEquals(0, terms.magnitude().getFloat());
        assertEquals(0, terms.mel().getFloat());
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 512, 2048})
    void shouldGrowWithNoise(int window) {
        SpectralLoss loss = loss(window);
        NDArray speech = speech();
        SpectralLoss.Terms before = loss.compare(speech, speech);
        for (float level : new float[] {0.01f, 0.1f, 1}) {
            SpectralLoss.Terms terms = loss.compare(speech.add(noise().mul(level)), speech);
            assertTrue(terms.complex().getFloat() > before.complex().getFloat(), "complex, noise " + level);
            assertTrue(terms.magnitude().getFloat() > before.magnitude().getFloat(), "magnitude, noise " + level);
            assertTrue(terms.mel().getFloat() > before.mel().getFloat(), "mel, noise " + level);
            before = terms;
        }
    }

    @Test
    void shouldBeOneNumberForEachClip() {
        NDArray speech = speech();
        NDArray spoken = speech.concat(speech, 0);
        NDArray heard = speech.concat(speech.add(noise().mul(0.1f)), 0);
        float[] complex = loss(512).compare(heard, spoken).complex().toFloatArray();

        assertEquals(2, complex.length);
        assertEquals(0, complex[0]);
        assertTrue(complex[1] > 1e-3, "the noisy one: " + complex[1]);
    }

    @Test
    void shouldHearPhaseInTheComplexTermOnly() {
        SpectralLoss loss = loss(512);
        SpectralLoss.Terms shifted = loss.compare(sine(Math.PI / 2), sine(0));
        SpectralLoss.Terms opposite = loss.compare(sine(Math.PI), sine(0));
        SpectralLoss.Terms silent = loss.compare(sound(new float[LENGTH]), sine(0));

        assertTrue(shifted.complex().getFloat() > silent.complex().getFloat(), "a quarter of a period off");
        assertTrue(opposite.complex().getFloat() > 1.5 * shifted.complex().getFloat(), "half of one");
        assertTrue(shifted.magnitude().getFloat() < 0.05 * silent.magnitude().getFloat(), "magnitude " + shifted);
        assertTrue(shifted.mel().getFloat() < 0.05 * silent.mel().getFloat(), "mel " + shifted);
    }

    @Test
    void shouldHaveMagnitudesAroundOneAtTheNormalLevel() {
        // Against silence, the complex term is the sum of both parts' compressed squares: of magnitude 1, about 1.
        float level =
                loss(512).compare(sound(new float[LENGTH]), noise()).complex().getFloat();
        assertTrue(level > 0.5 && level < 2, "" + level);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 2048})
    void shouldStayFiniteForDigitalSilence(int window) {
        SpectralLoss loss = loss(window);
        NDArray silence = TestTensors.leaf(manager, new float[LENGTH], 1, LENGTH);
        for (NDArray spoken : new NDArray[] {speech(), sound(new float[LENGTH])}) {
            for (Function<SpectralLoss.Terms, NDArray> term : terms()) {
                assertTrue(
                        Float.isFinite(term.apply(loss.compare(silence, spoken)).getFloat()));
                float[] gradient = TestTensors.gradient(
                        silence, () -> term.apply(loss.compare(silence, spoken)).sum());
                for (float value : gradient) {
                    assertTrue(Float.isFinite(value), "a gradient of " + value);
                }
            }
        }
    }

    @Test
    void shouldHaveTheGradientThatDifferencesGive() {
        SpectralLoss loss = new SpectralLoss(manager, 16, TestAudio.SAMPLE_RATE);
        NDArray spoken = sound(TestTensors.normal(1, 64)).mul(SpectralLoss.NORMAL_LEVEL);
        for (Function<SpectralLoss.Terms, NDArray> term : terms()) {
            NDArray heard = TestTensors.leaf(manager, noise().get(":, :64").toFloatArray(), 1, 64);
            float[] gradient = TestTensors.gradient(
                    heard, () -> term.apply(loss.compare(heard, spoken)).sum());
            float[] expected = TestTensors.differences(
                    heard, 1e-4f, () -> term.apply(loss.compare(heard, spoken)).sum());
            assertArrayEquals(expected, gradient, 0.05f);
        }
    }

    @Test
    void shouldKeepItsNumbersForTheWayBack() {
        SpectralLoss loss = loss(128);
        NDArray spoken = speech();
        for (Function<SpectralLoss.Terms, NDArray> term : terms()) {
            NDArray heard = TestTensors.leaf(manager, noise().toFloatArray(), 1, LENGTH);
            NDArray again = TestTensors.leaf(manager, noise().toFloatArray(), 1, LENGTH);
            assertArrayEquals(
                    TestTensors.gradient(
                            heard, () -> term.apply(loss.compare(heard, spoken)).sum()),
                    TestTensors.gradientInSpiteOfCollection(
                            again, () -> term.apply(loss.compare(again, spoken)).sum()));
        }
    }

    private static List<Function<SpectralLoss.Terms, NDArray>> terms() {
        return List.of(SpectralLoss.Terms::complex, SpectralLoss.Terms::magnitude, SpectralLoss.Terms::mel);
    }
}
