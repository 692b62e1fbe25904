package dev.sotto.codec;

import dev.sotto.activity.VoiceActivity;
import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.NetworkState;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Turns the frames of one stream into tokens. Not thread-safe; allocates nothing per frame. */
public final class StreamingEncoder {

    private final CodecConfig config;
    private final int hopLength;
    private final int numCodebooks;
    private final LogSpectra analysis;
    private final Supplier<EncoderRoom> rooms;
    private final NetworkState state;

    /** Null where nobody asks for pauses. */
    private Listening listening;

    /** @param rooms gives the room of the thread that asks */
    StreamingEncoder(SpectralKernel kernel, CodecConfig config, int numCodebooks, Supplier<EncoderRoom> rooms) {
        this.config = config;
        this.hopLength = config.hopLength();
        this.numCodebooks = numCodebooks;
        this.analysis = new LogSpectra(kernel);
        this.rooms = rooms;
        this.state = rooms.get().network.newState();
    }

    public int numCodebooks() {
        return numCodebooks;
    }

    /**
     * One frame.
     *
     * @param samples {@code hopLength} of them from {@code offset} on, in [-1, 1); one that is not finite counts as 0
     * @param tokens receives {@code numCodebooks} tokens from {@code tokenOffset} on
     */
    public void encode(float[] samples, int offset, int[] tokens, int tokenOffset) {
        encode(samples, offset, 1, tokens, tokenOffset, numCodebooks);
    }

    /**
     * One frame with some of the codebooks: the same tokens, the last ones left out. Their number may change from frame
     * to frame.
     *
     * @param codebooks 1 to {@link #numCodebooks}
     */
    public void encode(float[] samples, int offset, int[] tokens, int tokenOffset, int codebooks) {
        encode(samples, offset, 1, tokens, tokenOffset, codebooks);
    }

    /**
     * Several frames at once: the same tokens as one after another, sooner.
     *
     * @param samples {@code frames * hopLength} of them from {@code offset} on
     * @param tokens receives {@code [frames][codebooks]} from {@code tokenOffset} on
     * @param codebooks 1 to {@link #numCodebooks}
     */
    public void encode(float[] samples, int offset, int frames, int[] tokens, int tokenOffset, int codebooks) {
        require(samples, offset, frames, tokens, tokenOffset, codebooks);
        EncoderRoom room = rooms.get();
        for (int done = 0; done < frames; done += EncoderRoom.FRAMES) {
            int some = Math.min(EncoderRoom.FRAMES, frames - done);
            analyse(samples, offset + done * hopLength, some, room, 0);
            room.states[0] = state;
            room.network.encode(room.states, 1, room.features, some, room.latents);
            room.quantizer.quantize(room.latents, some, codebooks, tokens, tokenOffset + done * codebooks);
            listen(room, 0, some);
        }
    }

    void require(float[] samples, int offset, int frames, int[] tokens, int tokenOffset, int codebooks) {
        if (codebooks < 1 || codebooks > numCodebooks) {
            throw new IllegalArgumentException("codebooks must be 1 to " + numCodebooks + ", is " + codebooks);
        }
        Objects.checkFromIndexSize(offset, frames * hopLength, samples.length);
        Objects.checkFromIndexSize(tokenOffset, frames * codebooks, tokens.length);
    }

    /** From now on it tells pauses from speech, too: see {@link #drainActivity}. */
    public void detectPauses() {
        if (listening == null) {
            listening = new Listening(config);
        }
    }

    /**
     * Whether somebody spoke in the frames since it was last asked. What follows speech for 160 ms is speech; but the
     * last 100 ms of it, once the background alone is heard, are not where they are half of those frames at most, and
     * nobody speaks in the others.
     *
     * @param latents to which the sum of those frames' latents is added; one that follows speech counts as the mean of
     *     the others
     */
    public boolean drainActivity(float[] latents) {
        return listening.drain(latents);
    }

    /** The tokens of a latent vector. */
    public int[] tokensOf(float[] latent, int codebooks) {
        SpeechCodec.requireCodebooks(config, codebooks);
        int[] tokens = new int[codebooks];
        rooms.get().quantizer.quantize(latent, 1, codebooks, tokens, 0);
        return tokens;
    }

    private void listen(EncoderRoom room, int place, int frames) {
        if (listening != null) {
            listening.hear(room, place, frames);
        }
    }

    /**
     * A frame each of many streams: the same tokens as one by one, sooner, as the weights are read once for all.
     *
     * @param streams of one codec, each at most once
     * @param samples {@code [count][hopLength]} from its beginning
     * @param tokens receives {@code [count][codebooks]} from its beginning; of a stream that is to have fewer, the last
     *     are left out by the caller
     */
    public static void encode(StreamingEncoder[] streams, int count, float[] samples, int[] tokens, int codebooks) {
        Objects.checkFromIndexSize(0, count, streams.length);
        if (count == 0) {
            return;
        }
        SpeechCodec.requireCodebooks(streams[0].config, codebooks);
        Objects.checkFromIndexSize(0, count * streams[0].hopLength, samples.length);
        Objects.checkFromIndexSize(0, count * codebooks, tokens.length);
        for (int done = 0; done < count; done += EncoderRoom.FRAMES) {
            int some = Math.min(EncoderRoom.FRAMES, count - done);
            EncoderRoom room = streams[done].rooms.get();
            for (int i = 0; i < some; i++) {
                StreamingEncoder stream = streams[done + i];
                stream.analyse(samples, (done + i) * stream.hopLength, 1, room, i);
                room.states[i] = stream.state;
            }
            room.network.encode(room.states, some, room.features, 1, room.latents);
            room.quantizer.quantize(room.latents, some, codebooks, tokens, done * codebooks);
            for (int i = 0; i < some; i++) {
                streams[done + i].listen(room, i, 1);
            }
        }
    }

    /**
     * Frames of many streams, of each as many as it has: the same tokens as one by one, sooner, as the weights are read
     * once for those that have as many frames.
     *
     * @param jobs of streams of one codec, of each at most one
     */
    public static void encode(List<EncodeJob> jobs) {
        for (List<EncodeJob> pass : EncoderRoom.passes(jobs, EncodeJob::frames)) {
            EncodeJob first = pass.get(0);
            if (pass.size() == 1) {
                first.stream()
                        .encode(
                                first.samples(),
                                0,
                                first.frames(),
                                first.tokens(),
                                first.tokenOffset(),
                                first.codebooks());
            } else {
                encode(pass, first.frames(), first.stream().rooms.get());
            }
        }
    }

    private static void encode(List<EncodeJob> pass, int frames, EncoderRoom room) {
        int codebooks = 0;
        for (int i = 0; i < pass.size(); i++) {
            EncodeJob job = pass.get(i);
            job.stream().analyse(job.samples(), 0, frames, room, i * frames);
            room.states[i] = job.stream().state;
            codebooks = Math.max(codebooks, job.codebooks());
        }
        room.network.encode(room.states, pass.size(), room.features, frames, room.latents);
        room.quantizer.quantize(room.latents, pass.size() * frames, codebooks, room.tokens, 0);
        for (int i = 0; i < pass.size(); i++) {
            EncodeJob job = pass.get(i);
            for (int t = 0; t < frames; t++) {
                System.arraycopy(
                        room.tokens,
                        (i * frames + t) * codebooks,
                        job.tokens(),
                        job.tokenOffset() + t * job.codebooks(),
                        job.codebooks());
            }
            job.stream().listen(room, i * frames, frames);
        }
    }

    private void analyse(float[] samples, int offset, int frames, EncoderRoom room, int place) {
        int steps = config.stepsPerFrame();
        analysis.analyse(samples, offset, frames * steps, room.features, place * steps * CodecConfig.FEATURES);
    }

    /** Back to the state of a new stream: silence before the first frame. */
    public void reset() {
        analysis.reset();
        state.reset();
        if (listening != null) {
            listening.reset();
        }
    }

    /** After how many frames nothing of what came before is left in the state (the receptive field, rounded up). */
    public int memoryFrames() {
        return memoryFrames(config);
    }

    /** The same with {@link #detectPauses}. */
    static int pauseMemoryFrames(CodecConfig config) {
        int analysed = (LogSpectra.memorySteps() + config.stepsPerFrame() - 1) / config.stepsPerFrame();
        return Math.max(memoryFrames(config), VoiceActivity.memoryFrames() + analysed);
    }

    static int memoryFrames(CodecConfig config) {
        int steps = Encoder.memorySteps(config) + LogSpectra.memorySteps();
        return (steps + config.stepsPerFrame() - 1) / config.stepsPerFrame();
    }
}
