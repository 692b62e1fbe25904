package dev.sotto.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model: its configuration, its tensors by the names of {@link TensorShapes}, and what its file says of itself.
 *
 * @param fingerprint the first 8 bytes of the SHA-256 of the file, big-endian
 * @param metadata all strings of the file's metadata, the configuration among them
 */
public record ModelFile(
        CodecConfig config, Map<String, Tensor> tensors, long fingerprint, Map<String, String> metadata) {

    /** The model inside the jar. */
    public static ModelFile bundled() {
        throw new UnsupportedOperationException("stub");
    }

    public static ModelFile read(Path path) throws IOException {
        throw new UnsupportedOperationException("stub");
    }

    /** @param source what messages call the bytes */
    public static ModelFile read(byte[] bytes, String source) {
        throw new UnsupportedOperationException("stub");
    }

    /**
     * The bytes of a model file.
     *
     * @param half store weights as half precision (codebooks, too)
     * @param card further metadata: training data, licences, steps
     */
    public static byte[] write(
            CodecConfig config, Map<String, Tensor> tensors, boolean half, Map<String, String> card) {
        throw new UnsupportedOperationException("stub");
    }

    /** The 16 bits of the fingerprint that every packet carries. */
    public int packetFingerprint() {
        return (int) (fingerprint >>> 48);
    }
}
