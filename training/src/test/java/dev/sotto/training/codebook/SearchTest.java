package dev.sotto.training.codebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final int LATENTS = 300;
    private static final int CODES = 32;
    private static final int DIMENSION = 7;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void shouldFindWhatLookingAtEveryCodeFinds() {
        float[] latents = TestTensors.normal(1, LATENTS * DIMENSION);
        List<float[]> codebooks = List.of(
                TestTensors.normal(2, CODES * DIMENSION),
                TestTensors.normal(3, CODES * DIMENSION),
                TestTensors.normal(4, CODES * DIMENSION));
        Search search =
                Search.of(array(latents), codebooks.stream().map(this::array).toList());

        float[] residuals = latents.clone();
        for (int q = 0; q < codebooks.size(); q++) {
            assertArrayEquals(residuals, search.residuals().get(q).toFloatArray(), 1e-5f);
            long[] tokens = nearest(residuals, codebooks.get(q));
            assertArrayEquals(tokens, search.tokens().get(q).toLongArray());
            for (int i = 0; i < residuals.length; i++) {
                float chosen = codebooks.get(q)[(int) tokens[i / DIMENSION] * DIMENSION + i % DIMENSION];
                assertEquals(chosen, search.chosen().get(q).toFloatArray()[i]);
                residuals[i] -= chosen;
            }
        }
    }

    @Test
    void shouldFindAVectorThatIsInTheCodebook() {
        NDArray codebook = array(TestTensors.normal(5, CODES * DIMENSION));
        long[] all = new long[CODES];
        for (int k = 0; k < CODES; k++) {
            all[k] = k;
        }
        assertArrayEquals(all, Search.nearest(codebook, codebook).toLongArray());
    }

    private NDArray array(float[] values) {
        return Values.create(manager, values, new Shape(values.length / DIMENSION, DIMENSION));
    }

    private static long[] nearest(float[] vectors, float[] codebook) {
        long[] nearest = new long[vectors.length / DIMENSION];
        for (int n = 0; n < nearest.length; n++) {
            double best = Double.MAX_VALUE;
            for (int k = 0; k < CODES; k++) {
                double distance = 0;
                for (int d = 0; d < DIMENSION; d++) {
                    double difference = (double) vectors[n * DIMENSION + d] - codebook[k * DIMENSION + d];
                    distance += difference * difference;
                }
                if (distance < best) {
                    best = distance;
                    nearest[n] = k;
                }
            }
        }
        return nearest;
    }
}
