package dev.sotto.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.model.TestModels;
import dev.sotto.training.engine.TestTensors;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

    private final ParameterLayout layout = new ParameterLayout(TestModels.TINY);

    @Test
    void shouldGiveEveryTensorButTheCodebooksBack() {
        ModelFile model = TestModels.tiny(1);
        float[] flat = layout.flatten(model.tensors());
        Map<String, Tensor> tensors = layout.tensors(flat);

        assertEquals(layout.size(), flat.length);
        assertFalse(tensors.containsKey(TensorShapes.CODEBOOKS));
        assertEquals(model.tensors().size() - 1, tensors.size());
        tensors.forEach((name, tensor) -> {
            assertArrayEquals(model.tensors().get(name).shape(), tensor.shape(), name);
            assertArrayEquals(model.tensors().get(name).values(), tensor.values(), name);
        });
    }

    @Test
    void shouldSplitIntoTheSameTensorsAndSendTheGradientBack() {
        try (NDManager manager = TestTensors.newManager()) {
            float[] values = layout.initial(1);
            NDArray flat = TestTensors.leaf(manager, values, values.length);
            Map<String, NDArray> weights = layout.split(flat);
            layout.tensors(values).forEach((name, tensor) -> {
                long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
                assertEquals(new Shape(shape), weights.get(name).getShape(), name);
                assertArrayEquals(tensor.values(), weights.get(name).toFloatArray(), name);
            });

            float[] gradient = TestTensors.gradient(
                    flat, () -> layout.split(flat).get("encoder.out.bias").sum());
            double sum = 0;
            for (float value : gradient) {
                sum += value;
            }
            assertEquals(TestModels.TINY.latentDim(), sum);
        }
    }

    @Test
    void shouldStartTheSameWayFromTheSameSeed() {
        float[] start = layout.initial(5);
        assertArrayEquals(start, layout.initial(5));
        assertFalse(Arrays.equals(start, layout.initial(6)));
        float[] bound = {0};
        layout.tensors(start).forEach((name, tensor) -> {
            int[] shape = tensor.shape();
            if (shape.length > 1) {
                bound[0] = (float) (1 / Math.sqrt(shape[1] * shape[2]));
            }
            float greatest = 0;
            for (float value : tensor.values()) {
                greatest = Math.max(greatest, Math.abs(value));
            }
            assertTrue(greatest > 0.2 * bound[0] && greatest <= bound[0], name + ": " + greatest);
        });
    }
}
