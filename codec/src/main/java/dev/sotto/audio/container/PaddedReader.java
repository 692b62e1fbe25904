package dev.sotto.audio.container;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Samples of 24 bits that lie in 4 bytes each. Microsoft's rule is that they fill the upper three; ALSA's recorder
 * fills the lower three. The first sound tells which it is: what is not filled is 0 there, and here a copy of the sign.
 * Where both could be, as in a quiet beginning, it looks ahead.
 */
final class PaddedReader implements SoundReader {

    private static final int WIDTH = 4;
    private static final int PIECE_SAMPLES = 8192;

    /** Pieces, of 32 KiB. */
    private static final int MAX_AHEAD = 64;

    private final ByteCount in;
    private final SoundFormat format;
    private final boolean bigEndian;
    private final byte[] piece;
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private Boolean lower;

    PaddedReader(ByteCount in, SoundFormat format, boolean bigEndian) {
        this.in = in;
        this.format = format;
        this.bigEndian = bigEndian;
        this.piece = new byte[PIECE_SAMPLES / format.channels() * format.channels() * WIDTH];
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    @Override
    public float[] read() throws IOException {
        byte[] bytes = ahead.isEmpty() ? next() : ahead.remove();
        if (lower == null && !isSilent(bytes)) {
            lower = fillsLower(bytes);
        }
        int channels = format.channels();
        double scale = Boolean.TRUE.equals(lower) ? 0x1p23 : 0x1p31;
        float[] mono = new float[bytes.length / WIDTH / channels];
        for (int t = 0; t < mono.length; t++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += value(bytes, t * channels + c) / scale;
            }
            mono[t] = (float) (sum / channels);
        }
        return mono;
    }

    /** Whole frames; nothing at the end. */
    private byte[] next() throws IOException {
        int frame = WIDTH * format.channels();
        return Arrays.copyOf(piece, in.read(piece) / frame * frame);
    }

    private int value(byte[] bytes, int index) {
        int value = 0;
        for (int b = 0; b < WIDTH; b++) {
            value = value << Byte.SIZE | bytes[WIDTH * index + (bigEndian ? b : WIDTH - 1 - b)] & 0xff;
        }
        return value;
    }

    private static boolean isSilent(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fillsLower(byte[] first) throws IOException {
        for (byte[] bytes = first; bytes.length > 0 && ahead.size() < MAX_AHEAD; ) {
            int low = 0;
            for (int i = 0; i < bytes.length / WIDTH; i++) {
                int value = value(bytes, i);
                if (value != value << Byte.SIZE >> Byte.SIZE) {
                    return false;
                }
                low |= value & 0xff;
            }
            if (low != 0) {
                return true;
            }
            bytes = next();
            ahead.add(bytes);
        }
        // In the upper bytes all of it would be below -48 dB.
        return true;
    }

    @Override
    public String shortfall() {
        return in.shortfall(WIDTH * format.channels(), format.sampleRate());
    }
}
