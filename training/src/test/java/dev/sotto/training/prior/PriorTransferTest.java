package dev.sotto.training.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.model.Tensor;
import dev.sotto.prior.PriorConfig;
import dev.sotto.prior.PriorFile;
import dev.sotto.training.network.TensorLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriorTransferTest {

    private static final PriorConfig OLD = new PriorConfig("0000000000000001", 2, 64, 5, 6, 7);
    private static final PriorConfig NEW = new PriorConfig("0000000000000002", 2, 64, 5, 6, 7);

    private static Map<String, Tensor> random() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        OLD.shapes().forEach((name, shape) -> {
            float[] values = new float[TensorLayout.size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            tensors.put(name, new Tensor(shape, values));
        });
        return tensors;
    }

    private static TensorLayout layout() {
        Map<String, int[]> shapes = new LinkedHashMap<>(OLD.shapes());
        shapes.remove(PriorConfig.VECTORS);
        shapes.remove(PriorConfig.ORDER0);
        return new TensorLayout(shapes);
    }

    private static PriorFile file(Map<String, Tensor> tensors) {
        return PriorFile.read(PriorFile.write(OLD, tensors, Map.of()), "a test's prior");
    }

    /**
     * The same codebooks in reverse order, and scores that follow from the vectors: they come in reverse order, too.
     */
    @Test
    void shouldFindEachTokensScoresByItsVector() {
        Map<String, Tensor> tensors = random();
        float[] vectors = tensors.get(PriorConfig.VECTORS).values();
        for (int q = 0; q < 2; q++) {
            float[] weights = tensors.get(PriorConfig.scores(q) + ".weight").values();
            for (int token = 0; token < 64; token++) {
                for (int j = 0; j < 7; j++) {
                    int vector = (q * 64 + token) * 5;
                    weights[token * 7 + j] = vectors[vector + j % 5] - 0.5f * vectors[vector + (j + 2) % 5] + 0.25f;
                }
            }
        }
        Map<String, Tensor> known = new LinkedHashMap<>();
        known.put(PriorConfig.VECTORS, reversed(tensors.get(PriorConfig.VECTORS), 5));
        known.put(PriorConfig.ORDER0, reversed(tensors.get(PriorConfig.ORDER0), 1));
        Map<String, Tensor> moved = layout().tensors(PriorTransfer.weights(file(tensors), NEW, layout(), known));
        for (int q = 0; q < 2; q++) {
            String name = PriorConfig.scores(q) + ".weight";
            float[] expected = tensors.get(name).values();
            float[] actual = moved.get(name).values();
            for (int token = 0; token < 64; token++) {
                for (int j = 0; j < 7; j++) {
                    assertEquals(expected[(63 - token) * 7 + j], actual[token * 7 + j], 0.02, name);
                }
            }
            float[] bias = moved.get(PriorConfig.scores(q) + ".bias").values();
            assertEquals(known.get(PriorConfig.ORDER0).values()[q * 64 + 5], bias[5]);
        }
        String hidden = PriorConfig.hidden(1) + ".weight";
        assertArrayEquals(tensors.get(hidden).values(), moved.get(hidden).values(), 2e-3f);
    }

    private static Tensor reversed(Tensor tensor, int length) {
        float[] values = new float[tensor.values().length];
        for (int q = 0; q < 2; q++) {
            for (int token = 0; token < 64; token++) {
                System.arraycopy(
                        tensor.values(), (q * 64 + token) * length, values, (q * 64 + 63 - token) * length, length);
            }
        }
        return new Tensor(tensor.shape(), values);
    }

    @Test
    void shouldKeepAllForTheSameModel() {
        PriorFile file = file(random());
        assertArrayEquals(layout().flatten(file.tensors()), PriorTransfer.weights(file, OLD, layout(), Map.of()));
    }
}
