package dev.sotto.streams.stream;

import dev.sotto.codec.EncodeJob;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Frames become tokens, all of a packet in one pass, and tokens packets. */
final class AwakeFrames implements FrameSink {

    /** So often a packet says which life of its stream it belongs to, even if nothing has happened: each second. */
    private static final int EPOCH_FRAMES = 50;

    private final SpeechCodec codec;
    private final int maxCodebooks;
    private final StreamPacketWriter writer;

    /** A pause sounds like its background with so few. */
    private static final int PAUSE_CODEBOOKS = 3;

    /** So many frames are encoded in one pass: the weights are read once for all of them. */
    private static final int MOST_PENDING = 8;

    /** Of the packet that is being filled. */
    private final int[] tokens;

    /** Of the network, and what comes after it. */
    private final Passes<EncodeJob>.Line line;

    private final int mostPending;

    /** Frames of that packet that are not encoded yet, and where in it they begin. */
    private float[] samples;

    private int pending;
    private int pendingFrom;
    private int pendingCodebooks;

    /** Null before its first frame and after the stream ended. */
    private StreamingEncoder encoder;

    private SpeechToPackets.Listener listener;

    /** Null where pauses are written as speech is. */
    private final Pause pause;

    private final int framesPerPacket;

    /** Of frames that were heard: after which of them a packet ended in which nobody spoke. */
    private final Set<Long> silentEnds = new HashSet<>();

    /** Nothing has been written since the stream began, jumped or was taken over. */
    private boolean first = true;

    AwakeFrames(SpeechCodec codec, int framesPerPacket, PacketCoding coding, Passes<EncodeJob> passes) {
        this.line = passes.newLine();
        this.mostPending = Math.min(MOST_PENDING, framesPerPacket);
        this.codec = codec;
        this.maxCodebooks = codec.config().numCodebooks();
        this.writer = new StreamPacketWriter(coding, framesPerPacket);
        this.framesPerPacket = framesPerPacket;
        this.pause = coding.pauseInterval() == 0
                ? null
                : new Pause(
                        pauseInterval(coding, framesPerPacket), codec.config().latentDim());
        this.tokens = new int[maxCodebooks * framesPerPacket];
    }

    /** Whole packets: as many as the interval has room for. */
    static int pauseInterval(PacketCoding coding, int framesPerPacket) {
        return Math.max(1, coding.pauseInterval() / framesPerPacket) * framesPerPacket;
    }

    StreamPacketWriter writer() {
        return writer;
    }

    /** Who receives the packets from now on. */
    AwakeFrames to(SpeechToPackets.Listener packets) {
        listener = packets;
        return this;
    }

    @Override
    public void begin(long frame, boolean known) {
        pending = 0;
        SpeechToPackets.Listener to = listener;
        line.then(() -> {
            sendPause(to);
            beginEncoder();
            first = true;
            writer.restart();
            if (!known) {
                writer.joinLate();
            }
        });
    }

    /** The one place where an encoder begins. */
    private void beginEncoder() {
        if (encoder == null) {
            encoder = codec.newEncoder(maxCodebooks);
            if (pause != null) {
                encoder.detectPauses();
            }
        } else {
            encoder.reset();
        }
    }

    @Override
    public void frame(float[] frame, int waiting, int codebooks) {
        if (pending == 0) {
            samples = new float[mostPending * frame.length];
            pendingFrom = waiting;
            pendingCodebooks = codebooks;
        }
        System.arraycopy(frame, 0, samples, pending++ * frame.length, frame.length);
        if (pending * frame.length == samples.length) {
            encodePending();
        }
    }

    private void encodePending() {
        if (pending > 0) {
            float[] spoken = samples;
            int frames = pending;
            int from = pendingFrom * pendingCodebooks;
            int codebooks = pendingCodebooks;
            line.pass(frames, () -> new EncodeJob(encoder, spoken, frames, tokens, from, codebooks));
            pending = 0;
        }
    }

    @Override
    public void packet(long firstFrame, int numFrames, int codebooks, int padding, OptionalLong epoch) {
        encodePending();
        SpeechToPackets.Listener to = listener;
        line.then(() -> finish(firstFrame, numFrames, codebooks, padding, epoch, to));
    }

    /** Its frames are encoded. */
    private void finish(
            long firstFrame,
            int numFrames,
            int codebooks,
            int padding,
            OptionalLong epoch,
            SpeechToPackets.Listener to) {
        if (pause != null && padding == Packet.NOT_LAST && !encoder.drainActivity(pause.fresh())) {
            pause.add(firstFrame, numFrames, epoch);
            if (pause.isDue()) {
                sendPause(to);
            }
            return;
        }
        sendPause(to);
        Packet packet =
                packet(firstFrame, new TokenSequence(codebooks, Arrays.copyOf(tokens, numFrames * codebooks)), padding);
        send(packet, writer.write(packet), epoch, to);
    }

    private void sendPause(SpeechToPackets.Listener to) {
        if (pause == null || pause.frames() == 0) {
            return;
        }
        int codebooks = Math.min(PAUSE_CODEBOOKS, maxCodebooks);
        TokenSequence frame = new TokenSequence(codebooks, encoder.tokensOf(pause.mean(), codebooks));
        Packet packet = packet(pause.first(), frame.repeated(pause.frames()), Packet.NOT_LAST);
        pause.clear();
        send(packet, writer.writePause(packet), pause.epoch(), to);
    }

    private void send(Packet packet, byte[] bytes, OptionalLong epoch, SpeechToPackets.Listener to) {
        boolean due = (packet.firstFrame() + EPOCH_FRAMES - 1) / EPOCH_FRAMES * EPOCH_FRAMES < packet.nextFrame();
        to.packet(packet, bytes, first || due ? epoch : OptionalLong.empty());
        first = false;
    }

    @Override
    public void end() {
        pending = 0;
        line.then(() -> encoder = null);
    }

    /**
     * Lets the network hear frames of a stream that others have encoded.
     *
     * @param next index of the frame after the last of them
     * @param epoch of the stream
     * @return of the last {@code wanted} of them the tokens of all codebooks
     */
    int[] hear(List<float[]> frames, int wanted, long next, OptionalLong epoch) {
        int[] heard = new int[Math.max(1, wanted) * maxCodebooks];
        beginEncoder();
        silentEnds.clear();
        int index = wanted - frames.size();
        for (float[] frame : frames) {
            encoder.encode(frame, 0, heard, Math.max(0, index++) * maxCodebooks);
            recallPause(next - wanted + index, next - frames.size(), epoch);
        }
        return heard;
    }

    /**
     * What whoever had the stream before has kept of a pause.
     *
     * @param end index of the frame after the last that was heard
     * @param begin of the first
     */
    private void recallPause(long end, long begin, OptionalLong epoch) {
        if (pause == null || end % framesPerPacket != 0) {
            return;
        }
        if (encoder.drainActivity(pause.fresh())) {
            pause.clear();
            return;
        }
        silentEnds.add(end);
        int frames = (int) Math.min(framesPerPacket, end - begin);
        pause.add(end - frames, frames, epoch);
        if (pause.isDue()) {
            pause.clear();
        }
    }

    /** Of frames heard, those from {@code from} on wait for the rest of their packet. */
    void keep(int[] heard, int from, int waiting, int codebooks) {
        for (int i = 0; i < waiting; i++) {
            System.arraycopy(heard, (from + i) * maxCodebooks, tokens, i * codebooks, codebooks);
        }
    }

    /** Of the packets before only a part is known. */
    void joinLate() {
        writer.joinLate();
    }

    /** A packet since the last key packet, which whoever had the stream before has written, perhaps as a pause. */
    void follow(long firstFrame, int[] heard, int from, KeyTrail.Sent sent) {
        if (silentEnds.contains(firstFrame + sent.numFrames())) {
            writer.restart();
            return;
        }
        TokenSequence frames = new TokenSequence(maxCodebooks, heard)
                .frames(from, from + sent.numFrames())
                .firstCodebooks(sent.codebooks());
        writer.follow(packet(firstFrame, frames, Packet.NOT_LAST));
    }

    private Packet packet(long firstFrame, TokenSequence frames, int padding) {
        return new Packet(
                codec.model().packetFingerprint(), firstFrame, codec.config().bitsPerToken(), frames, padding);
    }
}
