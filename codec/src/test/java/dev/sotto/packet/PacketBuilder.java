package dev.sotto.packet;

import java.io.ByteArrayOutputStream;

/** Builds packets by hand, right or wrong: two codebooks of 10 bits, two frames, unless a test says otherwise. */
final class PacketBuilder {

    private int first = 0xa1;
    private int flags;
    private int shape = 0x19;
    private int frameCount = 2;
    private byte[] firstFrame = {5};
    private byte[] padding = {};
    // 1, 2, 3, 4 in 10 bits each.
    private byte[] tokens = {0, 0x40, 0x20, 0x0c, 0x04};

    PacketBuilder first(int first) {
        this.first = first;
        return this;
    }

    PacketBuilder flags(int flags) {
        this.flags = flags;
        return this;
    }

    PacketBuilder shape(int shape) {
        this.shape = shape;
        return this;
    }

    PacketBuilder frameCount(int frameCount) {
        this.frameCount = frameCount;
        return this;
    }

    PacketBuilder firstFrame(int... bytes) {
        this.firstFrame = bytes(bytes);
        return this;
    }

    /** Sets the end flag, too. */
    PacketBuilder end(int... padding) {
        this.flags |= 0x80;
        this.padding = bytes(padding);
        return this;
    }

    PacketBuilder tokens(int... bytes) {
        this.tokens = bytes(bytes);
        return this;
    }

    byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(first, flags, shape, frameCount, 0x12, 0x34));
        out.writeBytes(firstFrame);
        out.writeBytes(padding);
        out.writeBytes(tokens);
        return out.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
