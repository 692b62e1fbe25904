package dev.sotto.audio.container;

import java.io.IOException;

/**
 * Samples of 24 bits that lie in 4 bytes each. Microsoft's rule is that they fill the upper three; ALSA's recorder
 * fills the lower three. The first sound tells which it is: what is not filled is 0 there, and here a copy of the sign.
 */
final class PaddedReader implements SoundReader {

    private static final int WIDTH = 4;
    private static final int PIECE_SAMPLES = 8192;

    private final ByteCount in;
    private final SoundFormat format;
    private final boolean bigEndian;
    private final byte[] piece;
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
        int channels = format.channels();
        int count = in.read(piece) / (WIDTH * channels) * channels;
        if (lower == null) {
            lower = fillsLower(count);
        }
        double scale = Boolean.TRUE.equals(lower) ? 0x1p23 : 0x1p31;
        float[] mono = new float[count / channels];
        for (int t = 0; t < mono.length; t++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += value(t * channels + c) / scale;
            }
            mono[t] = (float) (sum / channels);
        }
        return mono;
    }

    private int value(int index) {
        int value = 0;
        for (int b = 0; b < WIDTH; b++) {
            value = value << Byte.SIZE | piece[WIDTH * index + (bigEndian ? b : WIDTH - 1 - b)] & 0xff;
        }
        return value;
    }

    /** Null while all is silent. */
    private Boolean fillsLower(int count) {
        boolean silent = true;
        boolean fits = true;
        for (int i = 0; i < count; i++) {
            int value = value(i);
            silent &= value == 0;
            fits &= value == value << Byte.SIZE >> Byte.SIZE;
        }
        return silent ? null : Boolean.valueOf(fits);
    }

    @Override
    public String shortfall() {
        return in.shortfall(WIDTH * format.channels(), format.sampleRate());
    }
}
