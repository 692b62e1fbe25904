package dev.sotto.codec;

import dev.sotto.model.CodecConfig;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Encodes and decodes what is there as a whole, on all cores: each takes a range of the frames. A range begins with a
 * run-in of as many frames as the networks remember, whose output is thrown away; from then on all is, to the bit, as
 * if the range before had been run, too.
 */
final class WholeFile {

    /** Frames of one pass: enough that each weight is used often while it is near. A multiple of {@link #ROWS}. */
    static final int CHUNK = 48;

    /** So many frames at once the kernel likes best: with others a JVM that starts has more of it to compile. */
    private static final int ROWS = 4;

    private final SpeechCodec codec;
    private final CodecConfig config;
    private final int hop;
    private final int maxRanges;

    /** @param maxRanges into how many the frames are split, if there are enough of them */
    WholeFile(SpeechCodec codec, int maxRanges) {
        this.codec = codec;
        this.config = codec.config();
        this.hop = config.hopLength();
        this.maxRanges = maxRanges;
    }

    /** How many frames are done, told from several threads. */
    private static final class Count {

        private final IntConsumer listener;
        private int done;

        Count(IntConsumer listener) {
            this.listener = listener;
        }

        synchronized void add(int frames) {
            done += frames;
            listener.accept(done);
        }
    }

    private interface Range {
        void run(int from, int to);
    }

    private void eachRange(int numFrames, Range range) {
        int chunks = (numFrames + CHUNK - 1) / CHUNK;
        int ranges = Math.min(maxRanges, chunks);
        IntStream.range(0, ranges).parallel().forEach(i -> {
            int from = (int) ((long) chunks * i / ranges) * CHUNK;
            int to = (int) ((long) chunks * (i + 1) / ranges) * CHUNK;
            range.run(from, Math.min(to, numFrames));
        });
    }

    TokenSequence encode(float[] samples, int numCodebooks, IntConsumer listener) {
        int numFrames = config.numFrames(samples.length);
        int[] tokens = new int[Math.multiplyExact(numFrames, numCodebooks)];
        Count count = new Count(listener);
        eachRange(numFrames, (from, to) -> encode(samples, from, to, numCodebooks, tokens, count));
        return new TokenSequence(numCodebooks, tokens);
    }

    private void encode(float[] samples, int from, int to, int numCodebooks, int[] tokens, Count count) {
        StreamingEncoder encoder = codec.newEncoder(numCodebooks);
        float[] chunk = new float[CHUNK * hop];
        int[] chunkTokens = new int[CHUNK * numCodebooks];
        int runIn = Math.min(from, encoder.memoryFrames());
        for (int t = from - runIn; t < from; t += CHUNK) {
            int frames = Math.min(CHUNK, from - t);
            take(samples, t, chunk);
            encoder.encode(chunk, 0, frames, chunkTokens, 0, numCodebooks);
        }
        for (int t = from; t < to; t += CHUNK) {
            int frames = Math.min(CHUNK, to - t);
            take(samples, t, chunk);
            // What follows the last frame changes nothing before it.
            encoder.encode(chunk, 0, (frames + ROWS - 1) / ROWS * ROWS, chunkTokens, 0, numCodebooks);
            System.arraycopy(chunkTokens, 0, tokens, t * numCodebooks, frames * numCodebooks);
            count.add(frames);
        }
    }

    /** The samples of a chunk from frame {@code t} on; silence after the last. */
    private void take(float[] samples, int t, float[] chunk) {
        int from = Math.min(t * hop, samples.length);
        int present = Math.min(chunk.length, samples.length - from);
        System.arraycopy(samples, from, chunk, 0, present);
        Arrays.fill(chunk, present, chunk.length, 0f);
    }

    /**
     * Sound without the delay.
     *
     * @param silent of each frame whether it is of a pause
     */
    float[] decode(TokenSequence tokens, boolean[] silent, int numSamples, IntConsumer listener) {
        float[] samples = new float[numSamples];
        Count count = new Count(listener);
        int numFrames = Math.min(tokens.numFrames(), config.numFrames(numSamples));
        eachRange(numFrames, (from, to) -> decode(tokens, silent, from, to, samples, count));
        return samples;
    }

    private void decode(TokenSequence tokens, boolean[] silent, int from, int to, float[] samples, Count count) {
        StreamingDecoder decoder = codec.newDecoder();
        float[] chunk = new float[CHUNK * hop];
        int runIn = Math.min(from, decoder.memoryFrames());
        decoder.reset(from - runIn);
        for (int t = from - runIn; t < from; t += CHUNK) {
            decode(decoder, tokens, silent, t, Math.min(CHUNK, from - t), chunk, 0);
        }
        for (int t = from; t < to; t += CHUNK) {
            int frames = Math.min(CHUNK, to - t);
            decode(decoder, tokens, silent, t, frames, chunk, 0);
            int at = t * hop - config.delay();
            int skip = Math.max(0, -at);
            int length = Math.min(frames * hop - skip, samples.length - at - skip);
            if (length > 0) {
                System.arraycopy(chunk, skip, samples, at + skip, length);
            }
            count.add(frames);
        }
    }

    /**
     * Of tokens some of whose frames never came, in one piece: what is made up may reach further back than a run-in.
     */
    float[] decode(TokenSequence tokens, boolean[] silent, boolean[] lost, int numSamples, IntConsumer listener) {
        int numFrames = Math.min(tokens.numFrames(), config.numFrames(numSamples));
        int codebooks = tokens.numCodebooks();
        StreamingDecoder decoder = codec.newDecoder();
        float[] all = new float[Math.multiplyExact(numFrames, hop)];
        int from = 0;
        while (from < numFrames) {
            int to = from + 1;
            while (to < numFrames && lost[to] == lost[from] && (lost[from] || to - from < CHUNK)) {
                to++;
            }
            if (!lost[from]) {
                decode(decoder, tokens, silent, from, to - from, all, from * hop);
            } else if (to < numFrames) {
                decoder.conceal(to - from, tokens.tokens(), to * codebooks, codebooks, all, from * hop);
            } else {
                decoder.conceal(to - from, all, from * hop);
            }
            from = to;
            listener.accept(from);
        }
        float[] samples = new float[numSamples];
        System.arraycopy(all, Math.min(config.delay(), all.length), samples, 0, numSamples);
        return samples;
    }

    private void decode(
            StreamingDecoder decoder,
            TokenSequence tokens,
            boolean[] silent,
            int t,
            int frames,
            float[] samples,
            int at) {
        int codebooks = tokens.numCodebooks();
        int from = t;
        while (from < t + frames) {
            int to = from + 1;
            while (to < t + frames && silent[to] == silent[from]) {
                to++;
            }
            int place = at + (from - t) * hop;
            if (silent[from]) {
                decoder.decodePause(tokens.tokens(), from * codebooks, codebooks, to - from, samples, place);
            } else {
                decoder.decode(tokens.tokens(), from * codebooks, codebooks, to - from, samples, place);
            }
            from = to;
        }
    }
}
