package dev.sotto.packet;

import dev.sotto.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Builds {@code .sotto} files by hand, right or wrong, with checksums that fit. */
final class TokenFileBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TokenFileBuilder header(Fingerprint fingerprint, int sampleRate, int hopLength, int delay) {
        ByteBuffer header = ByteBuffer.allocate(22)
                .put("SOTTO\1".getBytes(StandardCharsets.US_ASCII))
                .putLong(fingerprint.bits())
                .putInt(sampleRate)
                .putShort((short) hopLength)
                .putShort((short) delay);
        return bytes(header.array()).crc(header.array());
    }

    TokenFileBuilder packet(Packet packet) {
        return packet(PacketWriter.write(packet));
    }

    /** Of less than 128 bytes, so that its length is one byte. */
    TokenFileBuilder packet(byte[] packet) {
        return bytes(new byte[] {(byte) packet.length}).bytes(packet).crc(packet);
    }

    TokenFileBuilder bytes(byte[] more) {
        out.writeBytes(more);
        return this;
    }

    private TokenFileBuilder crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
