package dev.sotto.model;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A model: its configuration, its tensors by the names of {@link TensorShapes}, and what its file says of itself. The
 * file is safetensors; its metadata say {@code format}, {@code version} and, as JSON, {@code config}.
 *
 * @param tensors in the order of {@link TensorShapes}
 * @param fingerprint the first 8 bytes of the SHA-256 of the file, big-endian
 * @param metadata all strings of the file's metadata, the configuration among them
 */
public record ModelFile(
        CodecConfig config, Map<String, Tensor> tensors, long fingerprint, Map<String, String> metadata) {

    private static final String FORMAT = "sotto";
    private static final String VERSION = "1";
    private static final String RESOURCE = "/dev/sotto/model/sotto.safetensors";
    private static final Gson GSON = new Gson();

    /**
     * The model inside the jar.
     *
     * @throws ModelFormatException if this build has none
     */
    public static ModelFile bundled() {
        try (InputStream in = ModelFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ModelFormatException("this build has no model in its jar: give one with --model");
            }
            return read(in.readAllBytes(), "the model in the jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ModelFormatException if the file is no model that this version can run */
    public static ModelFile read(Path path) throws IOException {
        if (Files.size(path) > Safetensors.MAX_BYTES) {
            throw refusal(path.toString(), "it has more than " + Safetensors.MAX_BYTES + " bytes");
        }
        return read(Files.readAllBytes(path), path.toString());
    }

    /**
     * @param source what messages call the bytes
     * @throws ModelFormatException if the bytes are no model that this version can run
     */
    public static ModelFile read(byte[] bytes, String source) {
        try {
            // Beside the rest: in a JVM that has just started it takes as long as all of that.
            CompletableFuture<Long> fingerprint = CompletableFuture.supplyAsync(() -> fingerprint(bytes));
            Safetensors file = Safetensors.read(bytes);
            CodecConfig config = config(file.metadata());
            Map<String, Tensor> tensors = checked(config, file.tensors());
            return new ModelFile(config, tensors, fingerprint.join(), Collections.unmodifiableMap(file.metadata()));
        } catch (ModelFormatException e) {
            throw refusal(source, e.getMessage());
        }
    }

    /**
     * The bytes of a model file; the same model always gives the same bytes.
     *
     * @param half store weights as half precision (codebooks, too)
     * @param card further metadata: training data, licences, steps
     * @throws IllegalArgumentException for tensors that are not those of the configuration, or not finite as stored
     */
    public static byte[] write(
            CodecConfig config, Map<String, Tensor> tensors, boolean half, Map<String, String> card) {
        Map<String, String> metadata = new TreeMap<>(card);
        Map<String, String> own = Map.of("format", FORMAT, "version", VERSION, "config", GSON.toJson(config));
        if (!Collections.disjoint(card.keySet(), own.keySet())) {
            throw new IllegalArgumentException("the card must not contain format, version or config");
        }
        metadata.putAll(own);
        try {
            byte[] bytes = new Safetensors(metadata, checked(config, tensors)).write(half);
            read(bytes, "the model");
            return bytes;
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** The 16 bits of the fingerprint that every packet carries. */
    public int packetFingerprint() {
        return (int) (fingerprint >>> 48);
    }

    private static CodecConfig config(Map<String, String> metadata) {
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new ModelFormatException("it is no model of Sotto's");
        }
        if (!VERSION.equals(metadata.get("version"))) {
            throw new ModelFormatException(
                    "it is of version " + metadata.get("version") + ", this program reads version " + VERSION);
        }
        CodecConfig config;
        try {
            config = GSON.fromJson(metadata.get("config"), CodecConfig.class);
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
        if (config.hopLength() > config.sampleRate()) {
            throw new ModelFormatException("its configuration cannot be used: a frame of more than a second");
        }
        return config;
    }

    /** The tensors in the order of {@link TensorShapes}: all of them, no others, in shape and finite. */
    private static Map<String, Tensor> checked(CodecConfig config, Map<String, Tensor> tensors) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        TensorShapes.of(config).forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new ModelFormatException("tensor " + name + " is missing");
            }
            if (!Arrays.equals(shape, tensor.shape())) {
                throw new ModelFormatException("tensor " + name + " has the shape " + Arrays.toString(tensor.shape())
                        + ", its configuration asks for " + Arrays.toString(shape));
            }
            ordered.put(name, tensor);
        });
        ordered.entrySet().parallelStream()
                .filter(entry -> !isFinite(entry.getValue().values()))
                .findFirst()
                .ifPresent(entry -> {
                    throw new ModelFormatException("tensor " + entry.getKey() + " holds a number that is not finite");
                });
        tensors.keySet().stream()
                .filter(name -> !ordered.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelFormatException("it has a tensor " + name + " that its configuration does not know");
                });
        return Collections.unmodifiableMap(ordered);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!(Math.abs(value) <= Float.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    /** The first 8 bytes of the SHA-256 of a file, big-endian. */
    public static long fingerprint(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static ModelFormatException refusal(String source, String reason) {
        return new ModelFormatException(
                source + " cannot be used as a model: " + reason + ". Give a model file that 'sotto train' wrote.");
    }
}
