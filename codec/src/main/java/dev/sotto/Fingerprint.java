package dev.sotto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the file of a model or of a prior: the first 8 bytes of its SHA-256, big-endian. Written as 16 hexadecimal
 * digits. Packets have room for the first 16 bits only, the <em>mark</em>, written as 4.
 */
public record Fingerprint(long bits) {

    /** Of a file with these bytes. */
    public static Fingerprint of(byte[] file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
            return new Fingerprint(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** @throws IllegalArgumentException for what is no number in hexadecimal digits, or too large a one */
    public static Fingerprint parse(String digits) {
        return new Fingerprint(HexFormat.fromHexDigitsToLong(digits));
    }

    /** The 16 bits that packets carry. */
    public int mark() {
        return (int) (bits >>> 48);
    }

    /** A mark as messages write it. */
    public static String text(int mark) {
        return HexFormat.of().toHexDigits((short) mark);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }
}
