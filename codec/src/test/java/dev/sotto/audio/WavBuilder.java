package dev.sotto.audio;

import java.io.ByteArrayOutputStream;
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
    private String magic = "RIFF";
    private int width;
    private final ByteArrayOutputStream chunksBefore = new ByteArrayOutputStream();
    private byte[] trailer = {};

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

    /** RIFX, RF64 or BW64 instead of RIFF. */
    public WavBuilder magic(String magic) {
        this.magic = magic;
        return this;
    }

    /** Bytes of a sample, where its bits do not fill them. */
    public WavBuilder width(int width) {
        this.width = width;
        return this;
    }

    /** A chunk of another program between the head and the format. */
    public WavBuilder chunkBefore(String name, byte[] content) {
        chunksBefore.writeBytes(ascii(name));
        chunksBefore.writeBytes(order(4).putInt(content.length).array());
        chunksBefore.writeBytes(content);
        chunksBefore.writeBytes(new byte[content.length % 2]);
        return this;
    }

    /** Bytes behind the samples. */
    public WavBuilder trailer(byte[] trailer) {
        this.trailer = trailer;
        return this;
    }

    /** The number that stands for the way in which samples are coded. */
    public WavBuilder format(int format) {
        this.format = format;
        return this;
    }

    private ByteBuffer order(int length) {
        return ByteBuffer.allocate(length).order(magic.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
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
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * width);
        boolean big = magic.equals("RIFX");
        for (double sample : samples) {
            long value = Math.round(Math.scalb(sample, bits - 1)) + (bits == 8 ? 128 : 0);
            for (int b = 0; b < width; b++) {
                bytes.put((byte) (value >> 8 * (big ? width - 1 - b : b)));
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
        boolean large = magic.endsWith("64");
        byte[] before = chunksBefore.toByteArray();
        int formatLength = extensible ? 40 : 16;
        int length = 4 + (large ? 36 : 0) + before.length + 8 + formatLength + 8 + data.length + trailer.length;
        int claimed = (int) (claimedLength == null ? data.length : claimedLength);
        ByteBuffer wav = order(8 + length);
        wav.put(ascii(magic)).putInt(large ? -1 : length).put(ascii("WAVE"));
        if (large) {
            wav.put(ascii("ds64"))
                    .putInt(28)
                    .putLong(length)
                    .putLong(claimed)
                    .putLong(0)
                    .putInt(0);
        }
        wav.put(before);
        int frameSize = channels * (width == 0 ? bits / 8 : width);
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
        wav.put(ascii("data")).putInt(large ? -1 : claimed).put(data).put(trailer);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
