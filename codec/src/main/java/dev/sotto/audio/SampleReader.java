package dev.sotto.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/** Reads uncompressed samples of any width as floats in [-1, 1), the channels averaged into one. */
final class SampleReader {

    /**
     * Decoders give nothing now and then before they give more; this often in a row, they will give nothing any more.
     */
    private static final int MAX_IDLE = 1000;

    /** One sample, from its bytes. */
    private interface Sample {
        float at(ByteBuffer bytes, int index);
    }

    private final InputStream in;
    private final ByteOrder order;
    private final int channels;
    private final int width;
    private final Sample sample;

    /** @throws IOException for samples that are no whole number of bytes wide */
    SampleReader(AudioInputStream in) throws IOException {
        AudioFormat format = in.getFormat();
        this.in = in;
        this.order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.channels = format.getChannels();
        // Not from the bits of a sample: 20 bits travel in the upper part of 24.
        this.width = format.getFrameSize() / channels;
        this.sample = sample(format.getEncoding(), width);
        if (sample == null || format.getFrameSize() != width * channels) {
            throw new IOException("samples of " + format.getSampleSizeInBits() + " bits (" + format.getEncoding()
                    + ") are not supported; convert it to 16-bit WAV");
        }
    }

    /** At most {@code frames} samples of all channels; none at the end, also where a last frame was cut short. */
    float[] read(int frames) throws IOException {
        byte[] bytes = new byte[frames * width * channels];
        int length = 0;
        int idle = 0;
        try {
            // Not readNBytes: what came before an EOFException, in a compressed file that was cut short, is good.
            while (length < bytes.length && idle < MAX_IDLE) {
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    break;
                }
                length += n;
                idle = n == 0 ? idle + 1 : 0;
            }
        } catch (EOFException e) {
            return mono(bytes, length);
        } catch (RuntimeException e) {
            // What the decoders do on damaged contents.
            throw new IOException("it is damaged (" + AudioFiles.reason(e) + ")", e);
        }
        return mono(bytes, length);
    }

    private float[] mono(byte[] pcm, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(pcm).order(order);
        float[] mono = new float[length / (width * channels)];
        for (int t = 0; t < mono.length; t++) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += sample.at(bytes, (t * channels + c) * width);
            }
            mono[t] = sum / channels;
        }
        return mono;
    }

    private static Sample sample(AudioFormat.Encoding encoding, int width) {
        if (encoding.equals(AudioFormat.Encoding.PCM_FLOAT)) {
            return width == Float.BYTES
                    ? ByteBuffer::getFloat
                    : width == Double.BYTES ? SampleReader::fromDouble : null;
        }
        if (encoding.equals(AudioFormat.Encoding.PCM_UNSIGNED)) {
            return width == 1 ? (bytes, i) -> ((bytes.get(i) & 0xff) - 128) / 128f : null;
        }
        if (!encoding.equals(AudioFormat.Encoding.PCM_SIGNED)) {
            return null;
        }
        return switch (width) {
            case 1 -> (bytes, i) -> bytes.get(i) / 128f;
            case 2 -> (bytes, i) -> bytes.getShort(i) / 32768f;
            case 3 -> SampleReader::from24Bits;
            case 4 -> (bytes, i) -> bytes.getInt(i) / 0x1p31f;
            default -> null;
        };
    }

    private static float fromDouble(ByteBuffer bytes, int index) {
        return (float) bytes.getDouble(index);
    }

    private static float from24Bits(ByteBuffer bytes, int index) {
        boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
        int high = bytes.get(big ? index : index + 2);
        int low = bytes.get(big ? index + 2 : index) & 0xff;
        return (high << 16 | (bytes.get(index + 1) & 0xff) << 8 | low) / 0x1p23f;
    }
}
