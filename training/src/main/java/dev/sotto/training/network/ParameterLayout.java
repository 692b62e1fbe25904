package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * The weights of a codec in one flat vector. The codebooks are not among them: {@link dev.sotto.training.codebook} owns
 * them.
 */
public final class ParameterLayout {

    private final CodecConfig config;
    private final TensorLayout layout;

    public ParameterLayout(CodecConfig config) {
        this.config = config;
        Map<String, int[]> shapes = new LinkedHashMap<>(TensorShapes.of(config));
        shapes.remove(TensorShapes.CODEBOOKS);
        this.layout = new TensorLayout(shapes);
    }

    public CodecConfig config() {
        return config;
    }

    public int size() {
        return layout.size();
    }

    /** The named weights as views of {@code flat}, through which the gradient flows back to it. */
    public Map<String, NDArray> split(NDArray flat) {
        return layout.split(flat);
    }

    /** Tells each tensor's name and where it begins in the flat vector. */
    public void forEach(BiConsumer<String, Integer> listener) {
        layout.forEach(listener);
    }

    public int[] shape(String name) {
        return layout.shape(name);
    }

    /** The named weights for a model file. */
    public Map<String, Tensor> tensors(float[] flat) {
        return layout.tensors(flat);
    }

    /** The flat vector of a model file's weights. */
    public float[] flatten(Map<String, Tensor> tensors) {
        return layout.flatten(tensors);
    }

    /**
     * Where training starts: weights and biases even between plus and minus one over the root of what is summed (LeCun
     * et al. 1998, Efficient BackProp, with a third of its variance). Two layers are smaller. The second convolution of
     * a residual unit, so that a deep stack starts near the identity; and the last, so that the parameters start where
     * speech is on average. Without this the biases swamp the signal and the latents are constant within a few steps.
     */
    public float[] initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] flat = new float[size()];
        int[] fanIn = {1};
        layout.forEach((name, from) -> {
            int[] shape = layout.shape(name);
            if (shape.length > 1) {
                fanIn[0] = shape[1] * shape[2]; // a bias follows its weights
            }
            double bound = gain(name) / Math.sqrt(fanIn[0]);
            for (int i = 0; i < TensorLayout.size(shape); i++) {
                flat[from + i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        });
        return flat;
    }

    private static double gain(String name) {
        return name.endsWith(".mix.weight") || name.equals("decoder.out.weight") ? 0.3 : 1;
    }
}
