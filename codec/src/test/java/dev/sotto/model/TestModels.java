package dev.sotto.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Models with random weights, the same for the same seed. They do not sound like speech, but their tokens change with
 * it like those of a trained model.
 */
public final class TestModels {

    /** Small and fast: 4 codebooks of 64. */
    public static final CodecConfig TINY = new CodecConfig(
            16_000,
            80,
            4,
            16,
            24,
            new CodecConfig.Dilations(List.of(1, 3), List.of(1, 2), List.of(1, 2), List.of(1, 3)),
            8,
            4,
            64,
            4);

    private TestModels() {}

    public static ModelFile tiny(long seed) {
        return random(TINY, seed);
    }

    /** Of the shape of the model that ships: 4 million weights. */
    public static ModelFile full(long seed) {
        return random(CodecConfig.DEFAULT, seed);
    }

    /** As the model that ships is stored: every weight a half-precision number. */
    public static ModelFile half(CodecConfig config, long seed) {
        return ModelFile.read(ModelFile.write(config, tensors(config, seed), true, Map.of()), "a test's model");
    }

    public static ModelFile random(CodecConfig config, long seed) {
        return ModelFile.read(ModelFile.write(config, tensors(config, seed), false, Map.of()), "a test's model");
    }

    /** Weights that keep the signal's power about the same from layer to layer (as Kaiming's). */
    public static Map<String, Tensor> tensors(CodecConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        TensorShapes.of(config).forEach((name, shape) -> {
            if (name.equals(TensorShapes.CODEBOOKS)) {
                tensors.put(name, codebooks(shape, random));
            } else if (name.endsWith(".bias")) {
                tensors.put(name, uniform(shape, 0.02, random));
            } else {
                double gain = name.endsWith(".mix.weight") ? 0.5 : name.equals("decoder.out.weight") ? 0.7 : 1.4;
                tensors.put(name, uniform(shape, gain * Math.sqrt(3.0 / (shape[1] * shape[2])), random));
            }
        });
        return tensors;
    }

    /** Each codebook half as wide as the one before, as what is left over is smaller each time. */
    private static Tensor codebooks(int[] shape, SplittableRandom random) {
        Tensor all = uniform(shape, 1, random);
        int length = shape[1] * shape[2];
        for (int i = 0; i < all.values().length; i++) {
            all.values()[i] *= (float) StrictMath.pow(0.7, i / length);
        }
        return all;
    }

    private static Tensor uniform(int[] shape, double bound, SplittableRandom random) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return new Tensor(shape, values);
    }
}
