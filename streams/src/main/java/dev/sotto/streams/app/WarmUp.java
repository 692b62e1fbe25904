package dev.sotto.streams.app;

import dev.sotto.codec.DecodeJob;
import dev.sotto.codec.EncodeJob;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the networks on a hum until the JVM has compiled them. A process that takes over calls cold is slower than
 * speech for its first seconds (8 s of silence were measured, on a busy machine), so it warms up before it asks for
 * any.
 */
public final class WarmUp {

    /** Frames, or passes, of which each took less than a part of its duration: then the loops are compiled. */
    private static final int QUICK_FRAMES = 100;

    private static final int PART = 20;

    /** Streams of a pass that they share: other loops than those of one stream alone. */
    private static final int TOGETHER = 8;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long frameNanos;

    private WarmUp(SpeechCodec codec) {
        this.frameNanos = TimeUnit.SECONDS.toNanos(codec.config().hopLength())
                / codec.config().sampleRate();
    }

    public static void encoder(SpeechCodec codec, int numCodebooks) {
        StreamingEncoder encoder = codec.newEncoder(numCodebooks);
        float[] samples = new float[codec.config().hopLength()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i % 7 - 3) / 30f;
        }
        int[] tokens = new int[numCodebooks];
        new WarmUp(codec).run(1, () -> encoder.encode(samples, 0, tokens, 0));
        List<EncodeJob> jobs = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            jobs.add(new EncodeJob(codec.newEncoder(numCodebooks), samples, 1, tokens, 0, numCodebooks));
        }
        new WarmUp(codec).run(TOGETHER, () -> StreamingEncoder.encode(jobs));
    }

    /** The prior, where packets are entropy-coded. */
    public static void prior(PacketCoding coding, CodecConfig config, int numCodebooks) {
        StreamPacketWriter writer = new StreamPacketWriter(coding, 1);
        TokenSequence frame = new TokenSequence(numCodebooks, new int[numCodebooks]);
        for (int i = 0; i < QUICK_FRAMES; i++) {
            writer.write(new Packet(0, i, config.bitsPerToken(), frame, Packet.NOT_LAST));
        }
    }

    public static void decoder(SpeechCodec codec) {
        StreamingDecoder decoder = codec.newDecoder();
        int numCodebooks = codec.config().numCodebooks();
        int[] tokens = new int[numCodebooks];
        float[] samples = new float[codec.config().hopLength()];
        new WarmUp(codec).run(1, () -> decoder.decode(tokens, 0, numCodebooks, samples, 0));
        List<DecodeJob> jobs = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            jobs.add(new DecodeJob(codec.newDecoder(), tokens, 0, numCodebooks, 1, samples));
        }
        new WarmUp(codec).run(TOGETHER, () -> StreamingDecoder.decode(jobs));
    }

    private void run(int frames, Runnable pass) {
        long start = System.nanoTime();
        long last = start;
        int quick = 0;
        while (quick < QUICK_FRAMES && last - start < LIMIT_NANOS) {
            pass.run();
            long now = System.nanoTime();
            quick += now - last < frames * frameNanos / PART ? 1 : 0;
            last = now;
        }
    }
}
