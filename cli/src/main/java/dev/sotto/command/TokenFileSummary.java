package dev.sotto.command;

import dev.sotto.Fingerprint;
import dev.sotto.packet.PacketIndex;
import dev.sotto.packet.TokenFile;

/**
 * What can be said of a {@code .sotto} file; the names are those of the JSON.
 *
 * @param bytes of the whole file
 * @param packetBytes of the packets alone, as they would travel in records
 * @param tokenKbps of the tokens alone
 * @param payloadKbps of the packets
 * @param fingerprint of the model, 16 hexadecimal digits
 * @param pauseFrames in which nobody speaks, of packets of version 3
 * @param prior fingerprint of the prior; null where tokens are not entropy-coded
 * @param keyPackets how many packets can be read without those before them; null where all can
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
        int pauseFrames,
        String fingerprint,
        String prior,
        Long keyPackets) {

    /** @param bytes of the same file */
    static TokenFileSummary of(TokenFile file, byte[] bytes) {
        PacketIndex index = PacketIndex.of(bytes);
        long packetBytes = index.bytes();
        double seconds = file.numSamples() / (double) file.sampleRate();
        double frameRate = file.sampleRate() / (double) file.hopLength();
        int codebooks = file.tokens().numCodebooks();
        return new TokenFileSummary(
                seconds,
                file.numSamples(),
                file.sampleRate(),
                file.tokens().numFrames(),
                index.packets().size(),
                codebooks,
                file.bitsPerToken(),
                bytes.length,
                packetBytes,
                codebooks * file.bitsPerToken() * frameRate / 1000,
                seconds == 0 ? 0 : packetBytes * Byte.SIZE / seconds / 1000,
                file.pauses().numFrames(),
                file.fingerprint().toString(),
                index.prior().map(Fingerprint::toString).orElse(null),
                index.prior().isPresent() ? Long.valueOf(index.keyPackets()) : null);
    }
}
