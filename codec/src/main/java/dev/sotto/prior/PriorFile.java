package dev.sotto.prior;

import dev.sotto.Fingerprint;
import dev.sotto.model.CheckedTensors;
import dev.sotto.model.ModelFormatException;
import dev.sotto.model.ModelMetadata;
import dev.sotto.model.Safetensors;
import dev.sotto.model.Tensor;
import java.util.Collections;
import java.util.Map;

/**
 * The file of a prior: safetensors, whose metadata say {@code format}, {@code version} and, as JSON, {@code config}.
 *
 * @param tensors in the order of {@link PriorConfig#shapes}
 * @param fingerprint of the file
 * @param metadata all strings of the file's metadata, the configuration among them
 */
public record PriorFile(
        PriorConfig config, Map<String, Tensor> tensors, Fingerprint fingerprint, Map<String, String> metadata) {

    private static final ModelMetadata<PriorConfig> METADATA =
            new ModelMetadata<>("sotto-prior", "1", "prior", PriorConfig.class);

    /** The largest half-precision number. With none beyond it no score can overflow, so that none is ever NaN. */
    private static final float GREATEST = 65_504;

    /**
     * @param source what messages call the bytes
     * @throws ModelFormatException if the bytes are no prior that this version can run
     */
    public static PriorFile read(byte[] bytes, String source) {
        try {
            Safetensors file = Safetensors.read(bytes);
            PriorConfig config = METADATA.config(file.metadata());
            return new PriorFile(
                    config,
                    checked(config, file.tensors()),
                    Fingerprint.of(bytes),
                    Collections.unmodifiableMap(file.metadata()));
        } catch (ModelFormatException e) {
            throw new ModelFormatException(source + " cannot be used as a prior: " + e.getMessage()
                    + ". Give a prior that 'sotto train-prior' wrote.");
        }
    }

    /**
     * The bytes of a prior, in half precision; the same prior always gives the same bytes.
     *
     * @param card further metadata: training data, licences, steps
     * @throws IllegalArgumentException for tensors that are not those of the configuration, or not finite as stored
     */
    public static byte[] write(PriorConfig config, Map<String, Tensor> tensors, Map<String, String> card) {
        try {
            byte[] bytes = new Safetensors(METADATA.with(config, card), checked(config, tensors)).write(true);
            read(bytes, "the prior");
            return bytes;
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** The tensors in the order of the configuration: all of them, no others, in shape and in range. */
    private static Map<String, Tensor> checked(PriorConfig config, Map<String, Tensor> tensors) {
        return CheckedTensors.of(config.shapes(), tensors, GREATEST);
    }
}
