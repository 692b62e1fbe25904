package dev.sotto.prior;

import com.google.gson.Gson;
import dev.sotto.model.ModelFile;
import dev.sotto.model.ModelFormatException;
import dev.sotto.model.Safetensors;
import dev.sotto.model.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of a prior: safetensors, whose metadata say {@code format}, {@code version} and, as JSON, {@code config}.
 *
 * @param tensors in the order of {@link PriorConfig#shapes}
 * @param fingerprint the first 8 bytes of the SHA-256 of the file, big-endian
 * @param metadata all strings of the file's metadata, the configuration among them
 */
public record PriorFile(
        PriorConfig config, Map<String, Tensor> tensors, long fingerprint, Map<String, String> metadata) {

    private static final String FORMAT = "sotto-prior";
    private static final String VERSION = "1";
    private static final Gson GSON = new Gson();

    /** The largest half-precision number. With none beyond it no score can overflow, so that none is ever NaN. */
    private static final float GREATEST = 65_504;

    /**
     * @param source what messages call the bytes
     * @throws ModelFormatException if the bytes are no prior that this version can run
     */
    public static PriorFile read(byte[] bytes, String source) {
        try {
            Safetensors file = Safetensors.read(bytes);
            PriorConfig config = config(file.metadata());
            return new PriorFile(
                    config,
                    checked(config, file.tensors()),
                    ModelFile.fingerprint(bytes),
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
        Map<String, String> metadata = new TreeMap<>(card);
        metadata.putAll(Map.of("format", FORMAT, "version", VERSION, "config", GSON.toJson(config)));
        try {
            byte[] bytes = new Safetensors(metadata, checked(config, tensors)).write(true);
            read(bytes, "the prior");
            return bytes;
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** These tensors as a file, with nothing said of where they come from. */
    public byte[] toBytes() {
        return write(config, tensors, Map.of());
    }

    private static PriorConfig config(Map<String, String> metadata) {
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new ModelFormatException("it is no prior of Sotto's");
        }
        if (!VERSION.equals(metadata.get("version"))) {
            throw new ModelFormatException(
                    "it is of version " + metadata.get("version") + ", this program reads version " + VERSION);
        }
        PriorConfig config;
        try {
            config = GSON.fromJson(metadata.get("config"), PriorConfig.class);
        } catch (RuntimeException e) { // Gson wraps what the record's constructor throws in one of several ways
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            boolean known = cause instanceof IllegalArgumentException;
            throw new ModelFormatException("its configuration cannot be used: "
                    + (known ? cause.getMessage() : "an entry is missing or wrong"));
        }
        if (config == null) {
            throw new ModelFormatException("it has no configuration");
        }
        return config;
    }

    /** The tensors in the order of the configuration: all of them, no others, in shape and in range. */
    private static Map<String, Tensor> checked(PriorConfig config, Map<String, Tensor> tensors) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        config.shapes().forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new ModelFormatException("tensor " + name + " is missing");
            }
            if (!Arrays.equals(shape, tensor.shape())) {
                throw new ModelFormatException("tensor " + name + " has the shape " + Arrays.toString(tensor.shape())
                        + ", its configuration asks for " + Arrays.toString(shape));
            }
            for (float value : tensor.values()) {
                if (!(Math.abs(value) <= GREATEST)) {
                    throw new ModelFormatException("tensor " + name + " holds the number " + value);
                }
            }
            ordered.put(name, tensor);
        });
        if (tensors.size() != ordered.size()) {
            throw new ModelFormatException("it has a tensor that its configuration does not know");
        }
        return Collections.unmodifiableMap(ordered);
    }
}
