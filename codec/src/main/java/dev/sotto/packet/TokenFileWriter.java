package dev.sotto.packet;

import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import dev.sotto.token.Pauses;
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
        int from = 0;
        for (Pauses.Run run : file.pauses().runs()) {
            while (from < run.from()) {
                int to = Math.min(run.from(), packetEnd(from, framesPerPacket));
                out.writeBytes(framed(packets.write(packet(file, from, to, Packet.NOT_LAST))));
                from = to;
            }
            from = run.to();
            out.writeBytes(framed(packets.writePause(packet(file, run.from(), from, Packet.NOT_LAST))));
        }
        // What ends the file has no frames where they end in a pause.
        int last = file.tokens().numFrames();
        do {
            int to = Math.min(last, packetEnd(from, framesPerPacket));
            int padding = to == last ? file.padding() : Packet.NOT_LAST;
            out.writeBytes(framed(packets.write(packet(file, from, to, padding))));
            from = to;
        } while (from < last);
        return out.toByteArray();
    }

    /** Packets begin at multiples of their length, and after pauses. */
    private static int packetEnd(int from, int framesPerPacket) {
        return (from / framesPerPacket + 1) * framesPerPacket;
    }

    private static Packet packet(TokenFile file, int from, int to, int padding) {
        return new Packet(
                file.packetFingerprint(),
                from,
                file.bitsPerToken(),
                file.tokens().frames(from, to),
                padding);
    }

    private static TokenFileHeader header(TokenFile file, PacketCoding coding) {
        coding.prior()
                .filter(prior -> !prior.modelFingerprint().equals(file.fingerprint()))
                .ifPresent(prior -> {
                    throw new IllegalArgumentException("the prior is for model " + prior.modelFingerprint()
                            + ", the tokens are of model " + file.fingerprint());
                });
        Optional<Fingerprint> prior = coding.prior().map(Prior::fingerprint);
        boolean pauses = !file.pauses().runs().isEmpty();
        return new TokenFileHeader(
                file.fingerprint(), file.sampleRate(), file.hopLength(), file.delay(), prior, pauses);
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
