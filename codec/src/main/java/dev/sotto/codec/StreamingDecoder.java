package dev.sotto.codec;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.concealment.Concealment;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.NetworkState;
import dev.sotto.synthesis.SpeechParameters;
import dev.sotto.synthesis.Synthesizer;
import dev.sotto.synthesis.Voice;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Turns the tokens of one stream into sound. Not thread-safe; allocates nothing per frame. */
public final class StreamingDecoder {

    private final CodecConfig config;
    private final int hopLength;
    private final Synthesizer synthesizer;
    private final Voice voice;
    private final Supplier<DecoderRoom> rooms;
    private final NetworkState state;
    private final Concealment concealment;

    /** @param rooms gives the room of the thread that asks */
    StreamingDecoder(SpectralKernel kernel, CodecConfig config, Voice voice, Supplier<DecoderRoom> rooms) {
        this.config = config;
        this.hopLength = config.hopLength();
        this.synthesizer = new Synthesizer(kernel);
        this.voice = voice;
        this.rooms = rooms;
        this.state = rooms.get().network.newState();
        this.concealment = new Concealment(config.latentDim(), config.stepsPerFrame());
    }

    /**
     * One frame.
     *
     * @param tokens the first {@code numCodebooks} tokens of the frame from {@code offset} on; may differ from frame to
     *     frame
     * @param samples receives {@code hopLength} samples from {@code sampleOffset} on, later than the encoder's input by
     *     the configuration's delay; may exceed [-1, 1) a little
     * @throws IllegalArgumentException for a token outside its codebook, or more codebooks than the model has; the
     *     state is then as it was
     */
    public void decode(int[] tokens, int offset, int numCodebooks, float[] samples, int sampleOffset) {
        decode(tokens, offset, numCodebooks, 1, samples, sampleOffset);
    }

    /**
     * Several frames at once: the same samples as one after another, sooner.
     *
     * @param tokens {@code [frames][numCodebooks]} from {@code offset} on
     * @param samples receives {@code frames * hopLength} samples from {@code sampleOffset} on
     */
    public void decode(int[] tokens, int offset, int numCodebooks, int frames, float[] samples, int sampleOffset) {
        decode(tokens, offset, numCodebooks, frames, samples, sampleOffset, true);
    }

    /** As {@link #decode(int[], int, int, int, float[], int)}, of a pause: there is noise and no pitch. */
    public void decodePause(int[] tokens, int offset, int numCodebooks, int frames, float[] samples, int sampleOffset) {
        decode(tokens, offset, numCodebooks, frames, samples, sampleOffset, false);
    }

    private void decode(
            int[] tokens, int offset, int numCodebooks, int frames, float[] samples, int sampleOffset, boolean speech) {
        require(tokens, offset, numCodebooks, frames, samples, sampleOffset);
        DecoderRoom room = rooms.get();
        for (int done = 0; done < frames; done += EncoderRoom.FRAMES) {
            int some = Math.min(EncoderRoom.FRAMES, frames - done);
            for (int t = 0; t < some; t++) {
                dequantize(tokens, offset + (done + t) * numCodebooks, numCodebooks, room, t);
            }
            room.states[0] = state;
            room.network.decode(room.states, 1, room.latents, some, room.parameters);
            arrived(room, 0, some);
            if (!speech) {
                SpeechParameters.unvoice(room.parameters, 0, some * config.stepsPerFrame());
            }
            synthesise(room, 0, some, samples, sampleOffset + done * hopLength);
        }
    }

    void require(int[] tokens, int offset, int numCodebooks, int frames, float[] samples, int sampleOffset) {
        SpeechCodec.requireCodebooks(config, numCodebooks);
        Objects.checkFromIndexSize(offset, frames * numCodebooks, tokens.length);
        Objects.checkFromIndexSize(sampleOffset, frames * hopLength, samples.length);
        SpeechCodec.requireTokens(config, tokens, offset, frames * numCodebooks);
    }

    /**
     * Frames of many streams, of each as many as it has: the same samples as one by one, sooner, as the weights are
     * read once for those that have as many frames.
     *
     * @param jobs of streams of one codec, of each at most one
     */
    public static void decode(List<DecodeJob> jobs) {
        for (List<DecodeJob> pass : EncoderRoom.passes(jobs, DecodeJob::frames)) {
            DecodeJob first = pass.get(0);
            if (pass.size() == 1) {
                first.stream()
                        .decode(
                                first.tokens(),
                                first.offset(),
                                first.numCodebooks(),
                                first.frames(),
                                first.samples(),
                                0);
            } else {
                decode(pass, first.frames(), first.stream().rooms.get());
            }
        }
    }

    private static void decode(List<DecodeJob> pass, int frames, DecoderRoom room) {
        for (int i = 0; i < pass.size(); i++) {
            DecodeJob job = pass.get(i);
            for (int t = 0; t < frames; t++) {
                int offset = job.offset() + t * job.numCodebooks();
                job.stream().dequantize(job.tokens(), offset, job.numCodebooks(), room, i * frames + t);
            }
            room.states[i] = job.stream().state;
        }
        room.network.decode(room.states, pass.size(), room.latents, frames, room.parameters);
        for (int i = 0; i < pass.size(); i++) {
            DecodeJob job = pass.get(i);
            job.stream().arrived(room, i * frames, frames);
            job.stream().synthesise(room, i * frames, frames, job.samples(), 0);
        }
    }

    /**
     * A frame each of many streams: the same samples as one by one, sooner, as the weights are read once for all.
     *
     * @param streams of one codec, each at most once
     * @param tokens {@code [count][stride]} from its beginning
     * @param numCodebooks how many of a stream's {@code stride} tokens count
     * @param samples receives {@code [count][hopLength]} from its beginning
     */
    public static void decode(
            StreamingDecoder[] streams, int count, int[] tokens, int stride, int[] numCodebooks, float[] samples) {
        for (int i = 0; i < count; i++) {
            SpeechCodec.requireCodebooks(streams[i].config, numCodebooks[i]);
            Objects.checkIndex(numCodebooks[i] - 1, stride);
            SpeechCodec.requireTokens(streams[i].config, tokens, i * stride, numCodebooks[i]);
        }
        for (int done = 0; done < count; done += EncoderRoom.FRAMES) {
            int some = Math.min(EncoderRoom.FRAMES, count - done);
            DecoderRoom room = streams[done].rooms.get();
            for (int i = 0; i < some; i++) {
                streams[done + i].dequantize(tokens, (done + i) * stride, numCodebooks[done + i], room, i);
                room.states[i] = streams[done + i].state;
            }
            room.network.decode(room.states, some, room.latents, 1, room.parameters);
            for (int i = 0; i < some; i++) {
                StreamingDecoder stream = streams[done + i];
                stream.arrived(room, i, 1);
                stream.synthesise(room, i, 1, samples, (done + i) * stream.hopLength);
            }
        }
    }

    /**
     * Frames never came, and what follows is not known yet: the speech is continued from what was heard, for 100 ms,
     * and fades to the background's noise in the next 60 ms. One after another or at once, it is the same samples.
     *
     * @param samples receives {@code frames * hopLength} samples from {@code sampleOffset} on
     */
    public void conceal(int frames, float[] samples, int sampleOffset) {
        Objects.checkFromIndexSize(sampleOffset, frames * hopLength, samples.length);
        DecoderRoom room = rooms.get();
        for (int t = 0; t < frames; t++) {
            concealment.guess(room.latents, 0);
            fill(room, samples, sampleOffset + t * hopLength);
        }
    }

    /**
     * All frames of a gap, whose end is there: the speech goes from what was heard before it to what is heard after it,
     * in the last 160 ms of the gap if it is longer. Of a gap that is longer than {@link #maxConcealedFrames} only so
     * many are made, as if its end were not known, and the decoder begins anew where it ends.
     *
     * @param tokens the first {@code numCodebooks} tokens of the frame after the gap from {@code offset} on
     * @param samples receives {@code min(frames, maxConcealedFrames) * hopLength} samples from {@code sampleOffset} on
     * @throws IllegalArgumentException as {@link #decode}
     */
    public void conceal(long frames, int[] tokens, int offset, int numCodebooks, float[] samples, int sampleOffset) {
        SpeechCodec.requireCodebooks(config, numCodebooks);
        Objects.checkFromIndexSize(offset, numCodebooks, tokens.length);
        SpeechCodec.requireTokens(config, tokens, offset, numCodebooks);
        if (frames > maxConcealedFrames()) {
            long next = Math.addExact(synthesizer.step() / config.stepsPerFrame(), frames);
            conceal(maxConcealedFrames(), samples, sampleOffset);
            reset(next);
            return;
        }
        int gap = (int) frames;
        Objects.checkFromIndexSize(sampleOffset, gap * hopLength, samples.length);
        DecoderRoom room = rooms.get();
        int after = config.latentDim();
        dequantize(tokens, offset, numCodebooks, room, 1);
        int bridged = Concealment.bridgedFrames(config.stepsPerFrame());
        for (int t = 0; t < gap; t++) {
            if (gap - t <= bridged) {
                concealment.guess(gap - t, room.latents, after, room.latents, 0);
            } else {
                concealment.guess(room.latents, 0);
            }
            fill(room, samples, sampleOffset + t * hopLength);
        }
    }

    /** See {@link SpeechCodec#maxConcealedFrames}. */
    public int maxConcealedFrames() {
        return Concealment.maxFrames(config.stepsPerFrame());
    }

    private void fill(DecoderRoom room, float[] samples, int offset) {
        room.network.decode(state, room.latents, 1, room.parameters);
        concealment.fade(room.parameters, 0);
        synthesise(room, 0, 1, samples, offset);
    }

    private void dequantize(int[] tokens, int offset, int numCodebooks, DecoderRoom room, int place) {
        room.quantizer.dequantize(tokens, offset, numCodebooks, room.latents, place * config.latentDim());
    }

    private void arrived(DecoderRoom room, int place, int frames) {
        int steps = config.stepsPerFrame();
        long first = synthesizer.step() / steps;
        for (int t = 0; t < frames; t++) {
            concealment.listen(first + t, room.parameters, (place + t) * steps * CodecConfig.PARAMETERS);
        }
        concealment.heard(room.latents, (place + frames - 1) * config.latentDim());
        concealment.restore(room.parameters, place * steps * CodecConfig.PARAMETERS, frames * steps);
    }

    private void synthesise(DecoderRoom room, int place, int frames, float[] samples, int offset) {
        int steps = config.stepsPerFrame();
        int from = place * steps * CodecConfig.PARAMETERS;
        voice.change(room.parameters, from, frames * steps, room.points);
        synthesizer.synthesise(room.parameters, from, frames * steps, samples, offset);
    }

    /** Back to the state of a new stream. */
    public void reset() {
        reset(0);
    }

    /**
     * To the state of a stream whose first frame is {@code frame}: noise and the phase of pulses follow the number of
     * the frame, so that whoever goes on in the middle makes the samples that he would have made from the beginning.
     *
     * @param frame number of the next frame in its stream
     */
    public void reset(long frame) {
        state.reset();
        concealment.reset();
        synthesizer.reset(Math.multiplyExact(frame, config.stepsPerFrame()));
    }

    /** After how many frames nothing of what came before is left in the state. */
    public int memoryFrames() {
        return memoryFrames(config);
    }

    /** The same of what is made up in gaps, too. */
    static int concealmentMemoryFrames(CodecConfig config) {
        return memoryFrames(config) + Concealment.memoryFrames();
    }

    static int memoryFrames(CodecConfig config) {
        int steps = Synthesizer.memorySteps();
        return Decoder.memoryFrames(config) + (steps + config.stepsPerFrame() - 1) / config.stepsPerFrame();
    }
}
