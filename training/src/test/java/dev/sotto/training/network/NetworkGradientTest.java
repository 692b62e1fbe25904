package dev.sotto.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.TestModels;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkGradientTest {

    private final ParameterLayout layout = new ParameterLayout(TestModels.TINY);

    /** Through encoder and decoder, without a quantizer between them. */
    private NDArray power(NDArray flat, NDArray features) {
        Map<String, NDArray> weights = layout.split(flat);
        NDArray latents = new EncoderNetwork(TestModels.TINY).forward(weights, features);
        return new DecoderNetwork(TestModels.TINY)
                .forward(weights, latents)
                .square()
                .mean();
    }

    @Test
    void shouldReachEveryWeightWhateverTheCollectorDoes() {
        try (NDManager manager = TestTensors.newManager()) {
            float[] start = layout.flatten(TestModels.tiny(1).tensors());
            NDArray flat = TestTensors.leaf(manager, start, start.length);
            NDArray again = TestTensors.leaf(manager, start, start.length);
            NDArray features = Values.create(manager, TestTensors.normal(1, 2 * 112 * 64), new Shape(2, 112, 64));
            float[] gradient = TestTensors.gradient(flat, () -> power(flat, features));

            assertArrayEquals(gradient, TestTensors.gradientInSpiteOfCollection(again, () -> power(again, features)));
            layout.tensors(gradient).forEach((name, tensor) -> {
                double sum = 0;
                for (float value : tensor.values()) {
                    sum += Math.abs(value);
                }
                assertTrue(sum > 0 && Double.isFinite(sum), name);
            });
        }
    }
}
