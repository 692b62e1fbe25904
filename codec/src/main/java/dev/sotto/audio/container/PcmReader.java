package dev.sotto.audio.container;

import java.io.IOException;

/** Samples that stand each for itself. */
final class PcmReader implements SoundReader {

    private static final int PIECE_BYTES = 1 << 15;

    private final ByteCount in;
    private final int sampleRate;
    private final int channels;
    private final SampleEncoding encoding;
    private final SampleEncoding.Sample sample;
    private final byte[] piece;

    /** @throws UnknownEncodingException for a width that nobody has */
    PcmReader(ByteCount in, int sampleRate, int channels, SampleEncoding encoding) throws IOException {
        this.in = in;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.encoding = encoding;
        this.sample = encoding.sample();
        if (sample == null) {
            throw new UnknownEncodingException(
                    "its samples are " + encoding.width() + " bytes wide (" + encoding.kind() + ")");
        }
        this.piece = new byte[Math.max(1, PIECE_BYTES / unit()) * unit()];
    }

    private int unit() {
        return channels * encoding.width();
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public float[] read() throws IOException {
        int length = in.read(piece);
        float[] mono = new float[length / unit()];
        int width = encoding.width();
        int at = 0;
        for (int t = 0; t < mono.length; t++) {
            double sum = 0;
            for (int c = 0; c < channels; c++, at += width) {
                sum += sample.at(piece, at);
            }
            mono[t] = (float) (sum / channels);
        }
        return mono;
    }

    @Override
    public String shortfall() {
        return in.shortfall(unit(), sampleRate);
    }
}
