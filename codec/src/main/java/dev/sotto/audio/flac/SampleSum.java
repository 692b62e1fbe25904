package dev.sotto.audio.flac;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The MD5 of all samples, as the encoder made it: channel beside channel, little-endian, in whole bytes. */
final class SampleSum {

    private final MessageDigest digest;
    private byte[] bytes = {};

    SampleSum() {
        try {
            this.digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    void add(int[][] channels, int count, int block, int bits) {
        int width = (bits + 7) / Byte.SIZE;
        int length = block * count * width;
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        byte[] target = bytes;
        for (int c = 0; c < count; c++) {
            int[] samples = channels[c];
            for (int i = 0, at = c * width; i < block; i++, at += count * width) {
                int value = samples[i];
                for (int b = 0; b < width; b++) {
                    target[at + b] = (byte) value;
                    value >>= Byte.SIZE;
                }
            }
        }
        digest.update(target, 0, length);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
