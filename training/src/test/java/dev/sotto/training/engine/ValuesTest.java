package dev.sotto.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValuesTest {

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
    void shouldFillAndClear() {
        NDArray array = Values.create(manager, new float[] {1, 2, 3, 4}, new Shape(2, 2));
        assertArrayEquals(new float[] {1, 2, 3, 4}, array.toFloatArray());
        Values.assign(array, new float[] {5, 6, 7, 8});
        assertArrayEquals(new float[] {5, 6, 7, 8}, array.toFloatArray());
        Values.assign(array, array.add(1));
        assertArrayEquals(new float[] {6, 7, 8, 9}, array.toFloatArray());
        array.divi(0);
        Values.clear(array);
        assertArrayEquals(new float[4], array.toFloatArray());
    }

    @Test
    void shouldMultiplyAndRaiseWhateverTheCollectorDoesBeforeTheWayBack() {
        NDArray leaf = TestTensors.leaf(manager, new float[] {1, 2, 3}, 3);
        assertArrayEquals(
                new float[] {2.5f, 2.5f, 2.5f},
                TestTensors.gradientInSpiteOfCollection(
                        leaf, () -> Values.times(leaf, 2.5f).sum()));
        NDArray other = TestTensors.leaf(manager, new float[] {1, 2, 3}, 3);
        assertArrayEquals(
                new float[] {3, 12, 27},
                TestTensors.gradientInSpiteOfCollection(
                        other, () -> Values.power(other, 3).sum()),
                1e-5f);
    }
}
