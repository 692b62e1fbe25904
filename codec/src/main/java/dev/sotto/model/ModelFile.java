package dev.sotto.model;

import dev.sotto.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A model: its configuration, its tensors by the names of {@link TensorShapes}, and what its file says of itself. The
 * file is safetensors; its metadata say {@code format}, {@code version} and, as JSON, {@code config}.
 *
 * @param tensors in the order of {@link TensorShapes}
 * @param fingerprint of the file
 * @param metadata all strings of the file's metadata, the configuration among them
 */
public record ModelFile(
        CodecConfig config, Map<String, Tensor> tensors, Fingerprint fingerprint, Map<String, String> metadata) {

    /** 1 was a decoder of waveforms, 2 is the source-filter codec. */
    private static final String GENERATION = "2";

    private static final ModelMetadata<CodecConfig> METADATA =
            new ModelMetadata<>("sotto", GENERATION, "model", CodecConfig.class);
    private static final String RESOURCE = "/dev/sotto/model/sotto.safetensors";

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
            CompletableFuture<Fingerprint> fingerprint = CompletableFuture.supplyAsync(() -> Fingerprint.of(bytes));
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
        try {
            byte[] bytes = new Safetensors(METADATA.with(config, card), checked(config, tensors)).write(half);
            read(bytes, "the model");
            return bytes;
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** The 16 bits of the fingerprint that every packet carries. */
    public int packetFingerprint() {
        return fingerprint.mark();
    }

    private static CodecConfig config(Map<String, String> metadata) {
        CodecConfig config = METADATA.config(metadata);
        if (config.hopLength() > config.sampleRate()) {
            throw new ModelFormatException("its configuration cannot be used: a frame of more than a second");
        }
        return config;
    }

    /** The tensors in the order of {@link TensorShapes}: all of them, no others, in shape and finite. */
    private static Map<String, Tensor> checked(CodecConfig config, Map<String, Tensor> tensors) {
        return CheckedTensors.of(TensorShapes.of(config), tensors, Float.MAX_VALUE);
    }

    private static ModelFormatException refusal(String source, String reason) {
        return new ModelFormatException(
                source + " cannot be used as a model: " + reason + ". Give a model file that 'sotto train' wrote.");
    }
}
