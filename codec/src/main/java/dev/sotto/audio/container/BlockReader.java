package dev.sotto.audio.container;

import java.io.IOException;
import java.util.Arrays;

/** Samples that are coded in blocks. */
final class BlockReader implements SoundReader {

    private final ByteCount in;
    private final SoundFormat format;
    private final BlockDecoder decoder;
    private final byte[] block;
    private long left;

    /** @param samples of a channel in all: the last block may be filled up */
    BlockReader(ByteCount in, SoundFormat format, BlockDecoder decoder, long samples) {
        this.in = in;
        this.format = format;
        this.decoder = decoder;
        this.block = new byte[decoder.blockLength()];
        this.left = samples > 0 ? samples : Long.MAX_VALUE;
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    @Override
    public float[] read() throws IOException {
        int length = in.read(block);
        short[] samples = decoder.decode(block, length);
        int channels = format.channels();
        float[] mono = new float[samples.length / channels];
        for (int t = 0; t < mono.length; t++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += samples[t * channels + c];
            }
            mono[t] = (float) (sum / (32768.0 * channels));
        }
        int wanted = (int) Math.min(mono.length, left);
        left -= wanted;
        return wanted == mono.length ? mono : Arrays.copyOf(mono, wanted);
    }

    @Override
    public String shortfall() {
        return in.shortfall(block.length, format.sampleRate() / (double) decoder.blockSamples());
    }
}
