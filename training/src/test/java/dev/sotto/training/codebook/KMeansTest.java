package dev.sotto.training.codebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KMeansTest {

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
    void shouldPutCentresOnEveryCluster() {
        NDArray vectors = TestClusters.vectors(manager, 50, 1);
        float[] centres =
                KMeans.centres(vectors, 16, 15, new SplittableRandom(1)).toFloatArray();

        Set<Integer> found = new HashSet<>();
        for (int k = 0; k < 16; k++) {
            found.add(TestClusters.centreOf(centres[2 * k], centres[2 * k + 1]));
        }
        assertEquals(Set.of(0, 1, 2, 3), found);
    }

    @Test
    void shouldEndWhereEachCentreIsTheMeanOfItsVectors() {
        NDArray vectors = Values.create(manager, TestTensors.normal(2, 400), new Shape(200, 2));
        float[] centres =
                KMeans.centres(vectors, 4, 200, new SplittableRandom(2)).toFloatArray();

        long[] nearest = Search.nearest(vectors, manager.create(centres, new Shape(4, 2)))
                .toLongArray();
        float[] values = vectors.toFloatArray();
        double[][] sums = new double[4][3];
        for (int i = 0; i < nearest.length; i++) {
            double[] sum = sums[(int) nearest[i]];
            sum[0] += values[2 * i];
            sum[1] += values[2 * i + 1];
            sum[2]++;
        }
        for (int k = 0; k < 4; k++) {
            assertEquals(sums[k][0] / sums[k][2], centres[2 * k], 1e-4);
            assertEquals(sums[k][1] / sums[k][2], centres[2 * k + 1], 1e-4);
        }
    }

    @Test
    void shouldStayFiniteWithFewerDifferentVectorsThanCentres() {
        NDArray vectors = manager.ones(new Shape(20, 2));
        float[] centres = KMeans.centres(vectors, 8, 5, new SplittableRandom(1)).toFloatArray();

        float[] ones = new float[16];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, centres);
    }

    @Test
    void shouldDrawRowsOfAllTheVectors() {
        NDArray vectors = manager.zeros(new Shape(5, 2));
        long[] rows = KMeans.randomRows(vectors, 200, new SplittableRandom(1)).toLongArray();

        assertEquals(200, rows.length);
        assertTrue(Arrays.stream(rows).allMatch(row -> row >= 0 && row < 5));
        assertEquals(5, Arrays.stream(rows).distinct().count());
    }
}
