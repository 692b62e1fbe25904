package dev.sotto.packet;

import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/** See {@link TokenFile}. */
final class TokenFileWriter {

    private TokenFileWriter() {}

    static byte[] write(TokenFile file, int framesPerPacket, PacketCoding coding) {
        if (framesPerPacket < 1 || framesPerPacket > PacketFormat.MAX_FRAMES) {
            throw new IllegalArgumentException(
                    "framesPerPacket must be 1 to " + PacketFormat.MAX_FRAMES + ", is " + framesPerPacket);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(file, coding).bytes());
        StreamPacketWriter packets = new StreamPacketWriter(coding, framesPerPacket);
        TokenSequence tokens = file.tokens();
        int from = 0;
        do {
            int to = Math.min(tokens.numFrames(), from + framesPerPacket);
            int padding = to == tokens.numFrames() ? file.padding() : Packet.NOT_LAST;
            Packet packet =
                    new Packet(file.packetFingerprint(), from, file.bitsPerToken(), tokens.frames(from, to), padding);
            out.writeBytes(framed(packets.write(packet)));
            from = to;
        } while (from < tokens.numFrames());
        return out.toByteArray();
    }

    private static TokenFileHeader header(TokenFile file, PacketCoding coding) {
        coding.prior()
                .filter(prior -> !prior.modelFingerprint().equals(file.fingerprint()))
                .ifPresent(prior -> {
                    throw new IllegalArgumentException("the prior is for model " + prior.modelFingerprint()
                            + ", the tokens are of model " + file.fingerprint());
                });
        Optional<Fingerprint> prior = coding.prior().map(Prior::fingerprint);
        return new TokenFileHeader(file.fingerprint(), file.sampleRate(), file.hopLength(), file.delay(), prior);
    }

    private static byte[] framed(byte[] packet) {
        byte[] bytes = new byte[Leb128.length(packet.length) + packet.length + TokenFile.CRC_LENGTH];
        int at = Leb128.write(packet.length, bytes, 0);
        System.arraycopy(packet, 0, bytes, at, packet.length);
        ByteBuffer.wrap(bytes).putInt(at + packet.length, crc(packet, 0, packet.length));
        return bytes;
    }

    static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
