package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * How fast a codec is on this machine: seconds of speech that one thread encodes with all codebooks and decodes again
 * in a second of its processor's time. Of several passes the best counts, the least disturbed by others.
 *
 * @param liveTimesRealTime frame by frame, as in a call
 * @param fileTimesRealTime many frames at once, as {@code sotto encode} and {@code decode} do
 */
public record Speed(double liveTimesRealTime, double fileTimesRealTime) {

    private static final double MAX_SECONDS = 10;
    private static final long LONG_ENOUGH = 700_000_000L;
    private static final int MIN_PASSES = 3;
    private static final int MAX_PASSES = 100;

    public static Speed of(SpeechCodec codec, Waveform speech) {
        int length = (int) Math.min(speech.length(), MAX_SECONDS * speech.sampleRate());
        Waveform piece = speech.slice(0, length);
        double live = best(() -> live(codec, piece));
        double file = best(() -> file(codec, piece));
        return new Speed(piece.seconds() / live, piece.seconds() / file);
    }

    /** Seconds of the best pass. */
    private static double best(LongSupplier pass) {
        long best = Long.MAX_VALUE;
        long all = 0;
        for (int passes = 0; passes < MIN_PASSES || passes < MAX_PASSES && all < LONG_ENOUGH; passes++) {
            long nanos = pass.getAsLong();
            best = Math.min(best, nanos);
            all += nanos;
        }
        return best / 1e9;
    }

    private static long live(SpeechCodec codec, Waveform speech) {
        StreamingEncoder encoder = codec.newEncoder(codec.config().numCodebooks());
        StreamingDecoder decoder = codec.newDecoder();
        int hop = codec.config().hopLength();
        int[] tokens = new int[encoder.numCodebooks()];
        float[] frame = new float[hop];
        long start = now();
        for (int at = 0; at + hop <= speech.length(); at += hop) {
            encoder.encode(speech.samples(), at, tokens, 0);
            decoder.decode(tokens, 0, tokens.length, frame, 0);
        }
        return Math.max(1, now() - start);
    }

    private static long file(SpeechCodec codec, Waveform speech) {
        long start = now();
        codec.decode(codec.encode(speech, codec.config().numCodebooks()), speech.length());
        return Math.max(1, now() - start);
    }

    /** This thread's time, where the JVM knows it. */
    private static long now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
