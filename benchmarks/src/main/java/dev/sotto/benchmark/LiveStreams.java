package dev.sotto.benchmark;

import com.sun.management.ThreadMXBean;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.training.evaluation.Complexity;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Frame after frame of live streams on one core. */
final class LiveStreams {

    private static final int BATCH = 500;

    /** Streams of one pass. */
    static final int TOGETHER = 64;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SpeechCodec codec;
    private final CodecConfig config;
    private final int hopLength;
    private final float[] speech;
    private final float[] samples;
    private final int[] tokens = new int[Subject.CODEBOOKS];
    private final int codebooks;
    private int at;

    LiveStreams(SpeechCodec codec) {
        this.codec = codec;
        this.config = codec.config();
        this.codebooks = Math.min(Subject.CODEBOOKS, config.numCodebooks());
        this.hopLength = config.hopLength();
        this.speech = Subject.speech(hopLength);
        this.samples = new float[hopLength];
    }

    private final class Stream {

        private final StreamingEncoder encoder = codec.newEncoder(codebooks);
        private final StreamingDecoder decoder = codec.newDecoder();

        void encode() {
            encoder.encode(speech, at, tokens, 0);
            at = (at + hopLength) % speech.length;
        }

        void decode() {
            decoder.decode(tokens, 0, codebooks, samples, 0);
        }

        void both() {
            encode();
            decode();
        }
    }

    BenchmarkReport.MicrosPerFrame microsPerFrame(double seconds) {
        Stream stream = new Stream();
        Timings both = Timings.of(seconds, stream::both);
        double encode = Timings.of(seconds / 2, stream::encode).median();
        double decode = Timings.of(seconds / 2, stream::decode).median();
        return new BenchmarkReport.MicrosPerFrame(encode, decode, both.median(), both.percentile(99));
    }

    /**
     * A hundred streams in turn, so that each finds its state where it left it: no longer near.
     *
     * @param frames of a stream in one pass over the weights
     */
    double streamsPerCore(double seconds, int frames) {
        List<Packets> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(new Packets(frames));
        }
        int[] turn = {0};
        Timings packet = Timings.of(seconds, () -> streams.get(turn[0] = (turn[0] + 1) % streams.size())
                .run());
        return frames * 1e6 / config.frameRate() / packet.median();
    }

    /** A stream in packets of some frames. */
    private final class Packets {

        private final int frames;
        private final StreamingEncoder encoder = codec.newEncoder(codebooks);
        private final StreamingDecoder decoder = codec.newDecoder();
        private final int[] packet;
        private final float[] decoded;
        private int next;

        Packets(int frames) {
            this.frames = frames;
            this.packet = new int[frames * codebooks];
            this.decoded = new float[frames * hopLength];
        }

        void run() {
            encoder.encode(speech, next, frames, packet, 0, codebooks);
            decoder.decode(packet, 0, codebooks, frames, decoded, 0);
            next = next + 2 * frames * hopLength > speech.length ? 0 : next + frames * hopLength;
        }
    }

    /** A frame of each of {@value #TOGETHER} streams in one pass over the weights. */
    double streamsPerCoreBatched(double seconds) {
        StreamingEncoder[] encoders = new StreamingEncoder[TOGETHER];
        StreamingDecoder[] decoders = new StreamingDecoder[TOGETHER];
        int[] all = new int[TOGETHER];
        for (int i = 0; i < TOGETHER; i++) {
            encoders[i] = codec.newEncoder(codebooks);
            decoders[i] = codec.newDecoder();
            all[i] = codebooks;
        }
        float[] spoken = new float[TOGETHER * hopLength];
        int[] said = new int[TOGETHER * codebooks];
        float[] decoded = new float[TOGETHER * hopLength];
        Timings pass = Timings.of(seconds, () -> {
            for (int i = 0; i < TOGETHER; i++) {
                System.arraycopy(speech, (at + 37 * i * hopLength) % speech.length, spoken, i * hopLength, hopLength);
            }
            at = (at + hopLength) % speech.length;
            StreamingEncoder.encode(encoders, TOGETHER, spoken, said, codebooks);
            StreamingDecoder.decode(decoders, TOGETHER, said, codebooks, all, decoded);
        });
        return TOGETHER * 1e6 / config.frameRate() / pass.median();
    }

    /** After the warm-up: the median of several batches, as a late change of mind of the compiler is warm-up, too. */
    double bytesPerFrame(double seconds) {
        Stream stream = new Stream();
        Timings.of(seconds, stream::both);
        double[] batches = new double[9];
        for (int i = 0; i < batches.length; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < BATCH; t++) {
                stream.both();
            }
            batches[i] = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / BATCH;
        }
        return Timings.of(batches).median();
    }

    /** What is allocated for a stream is all kept. */
    double memoryPerStreamKb() {
        new Stream().both();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        new Stream();
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / 1024.0;
    }

    /**
     * What of {@link MultiplyAddPeak} the networks reach, measured in turns with it; without the quantizer.
     *
     * @param streams in one pass
     * @param frames of each
     */
    double shareOfPeak(double seconds, int streams, int frames) {
        NetworkWeights weights = new NetworkWeights(codec.model(), MatrixKernel.preferred());
        int all = streams * frames;
        Encoder encoder = new Encoder(weights, all);
        Decoder decoder = new Decoder(weights, all);
        NetworkState[] encoding = new NetworkState[streams];
        NetworkState[] decoding = new NetworkState[streams];
        for (int i = 0; i < streams; i++) {
            encoding[i] = encoder.newState();
            decoding[i] = decoder.newState();
        }
        float[] features = Subject.features();
        int width = config.stepsPerFrame() * CodecConfig.FEATURES;
        float[] heard = new float[all * width];
        float[] latents = new float[all * config.latentDim()];
        float[] parameters = new float[all * config.stepsPerFrame() * CodecConfig.PARAMETERS];
        int[] next = {0};
        Runnable pass = () -> {
            for (int i = 0; i < all; i++) {
                System.arraycopy(features, next[0], heard, i * width, width);
                next[0] = (next[0] + width) % features.length;
            }
            encoder.encode(encoding, streams, heard, frames, latents);
            decoder.decode(decoding, streams, latents, frames, parameters);
        };
        double ratio = Timings.ratio(seconds, new MultiplyAddPeak()::run, pass);
        return all * multiplyAdds(config) / MultiplyAddPeak.multiplyAdds() * ratio;
    }

    /** Of all convolutions, a frame. */
    static double multiplyAdds(CodecConfig config) {
        Complexity costs = Complexity.of(config);
        return 1e6 * (costs.encoderMmacPerFrame() + costs.decoderMmacPerFrame());
    }
}
