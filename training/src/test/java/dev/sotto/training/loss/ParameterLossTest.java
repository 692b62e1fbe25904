package dev.sotto.training.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.data.TargetRows;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.loss.ParameterLoss.Parameters;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ParameterLossTest {

    private static final int POINTS = 3;

    /** One segment of two steps, the first voiced. */
    private static TargetBatch wanted(NDManager manager) {
        TargetRows rows = new TargetRows(
                new float[] {1, 2, 3, 4, 5, 6}, new float[] {0.5f, 0}, new float[] {-1, 0}, new float[] {1, 0});
        return TargetBatch.of(manager, rows, 1, POINTS, 2);
    }

    /** Envelope, pitch, voicing, aperiodicity, of three steps of which the first does not count. */
    private static float[] rows(float envelope, float pitch, float logit, float aperiodicity) {
        return new float[] {
            99,
            1 + envelope,
            2 + envelope, //
            99,
            3 + envelope,
            4 - envelope, //
            99,
            5 + envelope,
            6 - envelope, //
            99,
            0.5f + pitch,
            7, //
            99,
            logit,
            -logit, //
            99,
            -1 + aperiodicity,
            9
        };
    }

    private static Parameters given(NDArray rows) {
        return Parameters.of(rows, POINTS, 1);
    }

    private static ParameterLoss.Terms terms(NDManager manager, float[] rows) {
        NDArray given = manager.create(rows, new Shape(1, POINTS + 3, 3));
        return ParameterLoss.compare(given(given), wanted(manager));
    }

    @Test
    void shouldBeZeroButForVoicingWhereEverythingIsRight() {
        try (NDManager manager = TestTensors.newManager()) {
            ParameterLoss.Terms terms = terms(manager, rows(0, 0, 40, 0));
            assertEquals(0, terms.total().getFloat(), 1e-6f);
        }
    }

    @Test
    void shouldTakePitchAndAperiodicityWhereVoicedAlone() {
        try (NDManager manager = TestTensors.newManager()) {
            ParameterLoss.Terms terms = terms(manager, rows(0.25f, -0.5f, 0, 0.125f));
            assertEquals(0.25f, terms.envelope().getFloat(), 1e-6f);
            assertEquals(0.5f, terms.pitch().getFloat(), 1e-6f);
            assertEquals(0.125f, terms.aperiodicity().getFloat(), 1e-6f);
            assertEquals(Math.log(2), terms.voicing().getFloat(), 1e-6f, "a logit of 0 knows nothing");
        }
    }

    @Test
    void shouldStayFiniteHoweverSureAndWrong() {
        try (NDManager manager = TestTensors.newManager()) {
            assertEquals(500, terms(manager, rows(0, 0, -500, 0)).voicing().getFloat(), 1e-3f);
        }
    }

    @Test
    void shouldSendTheGradientThatDifferencesShow() {
        try (NDManager manager = TestTensors.newManager()) {
            float[] start = rows(0.3f, -0.4f, 0.7f, 0.2f);
            TargetBatch wanted = wanted(manager);
            Function<NDArray, NDArray> loss = x -> ParameterLoss.compare(given(x.reshape(1, POINTS + 3, 3)), wanted)
                    .total();
            NDArray leaf = TestTensors.leaf(manager, start, start.length);
            float[] gradient = TestTensors.gradient(leaf, () -> loss.apply(leaf));
            for (int i = 0; i < start.length; i++) {
                float[] up = start.clone();
                float[] down = start.clone();
                up[i] += 0.01f;
                down[i] -= 0.01f;
                float slope = (loss.apply(manager.create(up)).getFloat()
                                - loss.apply(manager.create(down)).getFloat())
                        / 0.02f;
                assertEquals(slope, gradient[i], 2e-3f, "number " + i);
            }
        }
    }

    @Test
    void shouldTellWrongVoicingAndLostDetail() {
        try (NDManager manager = TestTensors.newManager()) {
            Parameters right = given(manager.create(rows(0, 0, 3, 0), new Shape(1, POINTS + 3, 3)));
            Parameters wrong = given(manager.create(rows(0, 0, -3, 0), new Shape(1, POINTS + 3, 3)));
            assertEquals(0, ParameterLoss.voicingError(right, wanted(manager)).getFloat());
            assertEquals(1, ParameterLoss.voicingError(wrong, wanted(manager)).getFloat());
            assertEquals(1, ParameterLoss.detail(right, wanted(manager), 1).getFloat(), 1e-6f);
            float[] flat = rows(0, 0, 3, 0);
            for (int i = 0; i < 3 * POINTS; i++) {
                flat[i] = 3;
            }
            Parameters smooth = given(manager.create(flat, new Shape(1, POINTS + 3, 3)));
            assertTrue(ParameterLoss.detail(smooth, wanted(manager), 1).getFloat() < 1e-6f);
            assertTrue(ParameterLoss.detail(smooth, wanted(manager), 2).getFloat() < 1e-6f);
        }
    }
}
