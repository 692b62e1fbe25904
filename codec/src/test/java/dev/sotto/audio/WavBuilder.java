package dev.sotto.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WAV files written by hand, right ones and wrong ones. */
public final class WavBuilder {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    /** What follows the format's number in the name of an extensible format. */
    private static final byte[] GUID_TAIL = {0, 0, 0, 0, 16, 0, (byte) 128, 0, 0, (byte) 170, 0, 56, (byte) 155, 113};

    private int format = PCM;
    private boolean extensible;
    private int channels = 1;
    private int sampleRate = 16_000;
    private int bits = 16;
    private byte[] data = {};
    private Long claimedLength;

    public WavBuilder channels(int channels) {
        this.channels = channels;
        return this;
    }

    public WavBuilder sampleRate(int sampleRate) {
        this.sampleRate = sampleRate;
        return this;
    }

    public WavBuilder extensible() {
        this.extensible = true;
        return this;
    }

    /** What the header says instead of the true length of the samples. */
    public WavBuilder claimedLength(long bytes) {
        this.claimedLength = bytes;
        return this;
    }

    public WavBuilder bits(int bits) {
        this.bits = bits;
        return this;
    }

    public WavBuilder data(byte[] data) {
        this.data = data;
        return this;
    }

    /** Samples in [-1, 1), frame after frame, as integers of so many bits (8: unsigned, as WAV has them). */
    public WavBuilder integers(int bits, double... samples) {
        this.bits = bits;
        int width = bits / 8;
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * width).order(ByteOrder.LITTLE_ENDIAN);
        for (double sample : samples) {
            long value = Math.round(sample * (1L << bits - 1)) + (bits == 8 ? 128 : 0);
            for (int b = 0; b < width; b++) {
                bytes.put((byte) (value >> 8 * b));
            }
        }
        return data(bytes.array());
    }

    public WavBuilder floats(double... samples) {
        this.bits = 32;
        this.format = FLOAT;
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(samples).forEach(sample -> bytes.putFloat((float) sample));
        return data(bytes.array());
    }

    public byte[] build() {
        int formatLength = extensible ? 40 : 16;
        int length = 4 + 8 + formatLength + 8 + data.length;
        ByteBuffer wav = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(length).put(ascii("WAVE"));
        int frameSize = channels * bits / 8;
        wav.put(ascii("fmt ")).putInt(formatLength);
        wav.putShort((short) (extensible ? EXTENSIBLE : format)).putShort((short) channels);
        wav.putInt(sampleRate)
                .putInt(sampleRate * frameSize)
                .putShort((short) frameSize)
                .putShort((short) bits);
        if (extensible) {
            wav.putShort((short) 22)
                    .putShort((short) bits)
                    .putInt(0)
                    .putShort((short) format)
                    .put(GUID_TAIL);
        }
        wav.put(ascii("data"))
                .putInt((int) (claimedLength == null ? data.length : claimedLength))
                .put(data);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
