package dev.sotto.benchmark;

import com.sun.management.ThreadMXBean;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.training.evaluation.Complexity;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Frame after frame of live streams on one core. */
final class LiveStreams {

    private static final int BATCH = 500;
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

    /** A hundred streams in turn, so that each finds its state where it left it: no longer near. */
    double streamsPerCore(double seconds) {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(new Stream());
        }
        int[] turn = {0};
        Timings frame = Timings.of(seconds, () -> streams.get(turn[0] = (turn[0] + 1) % streams.size())
                .both());
        return 1e6 / config.frameRate() / frame.median();
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

    /** Of the networks, without the quantizer, one live stream. */
    double multiplyAddsPerMicro(double seconds) {
        NetworkWeights weights = new NetworkWeights(codec.model(), MatrixKernel.preferred());
        Encoder encoder = new Encoder(weights, 1);
        Decoder decoder = new Decoder(weights, 1);
        float[] features = Subject.features();
        int width = config.stepsPerFrame() * CodecConfig.FEATURES;
        float[] frame = new float[width];
        float[] latents = new float[config.latentDim()];
        float[] parameters = new float[config.stepsPerFrame() * CodecConfig.PARAMETERS];
        int[] next = {0};
        double micros = Timings.of(seconds, () -> {
                    System.arraycopy(features, next[0], frame, 0, width);
                    encoder.encode(frame, 1, latents);
                    decoder.decode(latents, 1, parameters);
                    next[0] = (next[0] + width) % features.length;
                })
                .median();
        return multiplyAdds(config) / micros;
    }

    /** Of all convolutions, a frame. */
    static double multiplyAdds(CodecConfig config) {
        Complexity costs = Complexity.of(config);
        return 1e6 * (costs.encoderMmacPerFrame() + costs.decoderMmacPerFrame());
    }
}
