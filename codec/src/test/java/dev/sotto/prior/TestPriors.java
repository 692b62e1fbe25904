package dev.sotto.prior;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Priors with random weights, the same for the same seed; their frequencies are far from even. */
public final class TestPriors {

    private TestPriors() {}

    /** For the tokens of a model, with a state of 24 numbers. */
    public static Prior of(ModelFile model, long seed) {
        CodecConfig codec = model.config();
        String fingerprint = model.fingerprint().toString();
        return Prior.of(
                file(new PriorConfig(fingerprint, codec.numCodebooks(), codec.codebookSize(), 8, 24, 16), seed));
    }

    static PriorFile file(PriorConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        config.shapes().forEach((name, shape) -> {
            int size = 1;
            for (int length : shape) {
                size *= length;
            }
            double bound = name.endsWith(".weight") ? 3 / Math.sqrt(shape[1]) : 1;
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            tensors.put(name, new Tensor(shape, values));
        });
        return PriorFile.read(PriorFile.write(config, tensors, Map.of()), "a test's prior");
    }
}
