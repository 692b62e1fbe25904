package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.List;

/** Vectors in two dimensions that lie close around four centres far from one another. */
final class TestClusters {

    static final float[][] CENTRES = {{10, 0}, {0, 10}, {-10, 0}, {0, -10}};
    static final float SPREAD = 0.1f;

    private TestClusters() {}

    /** A codec of the smallest shape, but for its codebooks of vectors in two dimensions. */
    static CodecConfig config(int numCodebooks, int codebookSize) {
        CodecConfig.Dilations none = new CodecConfig.Dilations(List.of(), List.of(), List.of(), List.of());
        return new CodecConfig(16_000, 80, 4, 1, 1, none, 2, numCodebooks, codebookSize, 0);
    }

    /** {@code [4 * perCentre, 2]}, the centres in turn. */
    static NDArray vectors(NDManager manager, int perCentre, long seed) {
        float[] values = TestTensors.normal(seed, perCentre * 8);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * SPREAD + CENTRES[i / 2 % 4][i % 2];
        }
        return Values.create(manager, values, new Shape(values.length / 2, 2));
    }

    /** Which centre is nearest to a vector, or -1 where none is near. */
    static int centreOf(float x, float y) {
        for (int c = 0; c < CENTRES.length; c++) {
            if (Math.hypot(x - CENTRES[c][0], y - CENTRES[c][1]) < 6 * SPREAD) {
                return c;
            }
        }
        return -1;
    }
}
