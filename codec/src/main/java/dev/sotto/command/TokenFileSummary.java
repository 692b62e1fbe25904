package dev.sotto.command;

import dev.sotto.packet.TokenFile;
import java.util.stream.IntStream;

/**
 * What can be said of a {@code .sotto} file; the names are those of the JSON.
 *
 * @param bytes of the whole file
 * @param packetBytes of the packets alone, as they would travel in records
 * @param tokenKbps of the tokens alone
 * @param payloadKbps of the packets
 * @param fingerprint of the model, 16 hexadecimal digits
 */
record TokenFileSummary(
        double seconds,
        long samples,
        int sampleRate,
        int frames,
        int packets,
        int codebooks,
        int bitsPerToken,
        long bytes,
        long packetBytes,
        double tokenKbps,
        double payloadKbps,
        String fingerprint) {

    /** @param bytes of the same file */
    static TokenFileSummary of(TokenFile file, byte[] bytes) {
        int[] lengths = TokenFile.packetLengths(bytes);
        long packetBytes = IntStream.of(lengths).asLongStream().sum();
        double seconds = file.numSamples() / (double) file.sampleRate();
        double frameRate = file.sampleRate() / (double) file.hopLength();
        int codebooks = file.tokens().numCodebooks();
        return new TokenFileSummary(
                seconds,
                file.numSamples(),
                file.sampleRate(),
                file.tokens().numFrames(),
                lengths.length,
                codebooks,
                file.bitsPerToken(),
                bytes.length,
                packetBytes,
                codebooks * file.bitsPerToken() * frameRate / 1000,
                seconds == 0 ? 0 : packetBytes * Byte.SIZE / seconds / 1000,
                String.format("%016x", file.fingerprint()));
    }
}
