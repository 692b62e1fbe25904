package dev.sotto.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of Protocol Buffers being written: field after field, each a tag and its value (protobuf.dev, Encoding).
 * What ONNX asks for are numbers, strings, floats and messages in messages; for that no library is needed.
 */
final class Message {

    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message put(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message put(int field, float value) {
        tag(field, FIXED_32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    Message put(int field, String text) {
        return put(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message put(int field, Message message) {
        return put(field, message.bytes());
    }

    Message put(int field, byte[] content) {
        tag(field, LENGTH);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    /** A field that is repeated, one by one. */
    Message putAll(int field, List<Message> messages) {
        messages.forEach(message -> put(field, message));
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
