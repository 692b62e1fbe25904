package dev.sotto.streams.processor;

import dev.sotto.audio.Framer;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One stream's way from speech to packets. Frame {@code f} is always the samples from {@code f * hop} on, and packets
 * begin at multiples of {@code framesPerPacket}: the packets follow from the stream alone, so that one that is sent
 * again is the same bytes. It begins asleep: what it {@linkplain #recall recalls} costs no network and gives no
 * packets, until {@link #wake} runs the network over the last frames alone. Not thread-safe.
 */
final class SpeechToPackets implements StreamState<PcmRecord> {

    private final SpeechCodec codec;
    private final int numCodebooks;
    private final int framesPerPacket;
    private final int hop;
    private final Framer framer;
    private final int[] tokens;

    /** Null before its first frame and after the stream ended. */
    private StreamingEncoder encoder;

    /** While asleep: the frames that the network needs to hear to be as if it had heard all, and those that wait. */
    private final Recent<float[]> recent;

    private boolean asleep = true;
    private boolean started;
    private boolean ended;
    private long lastTimestamp;

    /** Position of the sample that should come next. */
    private long nextSample;

    /** Index of the frame that is being filled. */
    private long frame;

    /** Of the whole stream, known at its end; the last frame waits for the packet that says so. */
    private long numFrames;

    /** Frames before {@link #frame} that wait in {@link #tokens} for their packet. */
    private int waiting;

    /** @param memoryFrames of the encoder */
    SpeechToPackets(SpeechCodec codec, int numCodebooks, int framesPerPacket, int memoryFrames) {
        this.codec = codec;
        this.numCodebooks = numCodebooks;
        this.framesPerPacket = framesPerPacket;
        this.hop = codec.config().hopLength();
        this.framer = new Framer(hop);
        this.tokens = new int[numCodebooks * framesPerPacket];
        this.recent = new Recent<>(memoryFrames);
    }

    /** A stream whose records do not say where they belong is known from its next beginning on. */
    @Override
    public void recall(PcmRecord record, long timestamp) {
        if (started || record.position().isPresent()) {
            take(record, timestamp, packet -> {});
        } else if (record.endsStream()) {
            started = true;
            ended = true;
            lastTimestamp = timestamp;
        }
    }

    @Override
    public boolean wake() {
        if (!asleep) {
            return true;
        }
        asleep = false;
        boolean exact = !started || ended || recent.suffices(waiting);
        int before = recent.size() - waiting;
        int index = 0;
        for (float[] frame : recent.drain()) {
            encoder().encode(frame, 0, tokens, Math.max(0, index++ - before) * numCodebooks);
        }
        return exact;
    }

    /** Takes in a record of the stream and hands on the packets that it completes. */
    Arrival add(PcmRecord record, long timestamp, Consumer<Packet> packets) {
        wake();
        return take(record, timestamp, packets);
    }

    private Arrival take(PcmRecord record, long timestamp, Consumer<Packet> packets) {
        long position = record.position().orElse(ended ? 0 : nextSample);
        int length = record.endsStream() ? 0 : record.samples().length;
        Arrival arrival = classify(record, position, length, timestamp);
        lastTimestamp = timestamp;
        switch (arrival.kind()) {
            case START -> begin(position);
            case GAP -> skipTo(position, packets);
            default -> {}
        }
        if (arrival.kind() == Arrival.Kind.REPEAT) {
            return arrival;
        }
        if (record.endsStream()) {
            end(packets);
        } else {
            int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
            fill(Arrays.copyOfRange(record.samples(), had, length), packets);
        }
        return arrival;
    }

    private Arrival classify(PcmRecord record, long position, int length, long timestamp) {
        if (!started) {
            return Arrival.start(position);
        }
        if (ended) {
            boolean again = !record.endsStream() && (position == 0 || timestamp > lastTimestamp);
            return again ? Arrival.start(position) : Arrival.REPEAT;
        }
        if (record.endsStream()) {
            // An end before what came already: the sound is not taken back, the stream ends where it is.
            return Arrival.of(nextSample, Math.max(position, nextSample), Math.max(position, nextSample));
        }
        if (position == 0 && nextSample > 0) {
            return Arrival.start(0);
        }
        return Arrival.of(nextSample, position, position + length);
    }

    /** What a stream that begins again left unfinished is dropped: its sender never said how it goes on. */
    private void begin(long position) {
        boolean known = started || position == 0;
        started = true;
        ended = false;
        numFrames = -1;
        waiting = 0;
        jump(position);
        recent.begin(known);
    }

    /** What is missing counts as silence up to the end of its frame; whole missing frames are left out. */
    private void skipTo(long position, Consumer<Packet> packets) {
        if (position / hop <= frame + 1) {
            fill(new float[(int) (position - nextSample)], packets);
            return;
        }
        if (framer.pending() > 0) {
            fill(new float[hop - framer.pending()], packets);
        }
        flush(packets);
        jump(position);
    }

    private void jump(long position) {
        if (encoder != null) {
            encoder.reset();
        }
        recent.begin(true);
        framer.reset();
        frame = position / hop;
        nextSample = position;
        framer.add(new float[(int) (position % hop)], full -> {});
    }

    private void fill(float[] samples, Consumer<Packet> packets) {
        framer.add(samples, full -> encode(full, packets));
        nextSample += samples.length;
    }

    private void encode(float[] full, Consumer<Packet> packets) {
        if (asleep) {
            recent.add(full.clone(), waiting);
        } else {
            encoder().encode(full, 0, tokens, waiting * numCodebooks);
        }
        waiting++;
        frame++;
        if (frame % framesPerPacket == 0 && frame != numFrames) {
            flush(packets);
        }
    }

    /** Of the record that came last. */
    long lastTimestamp() {
        return lastTimestamp;
    }

    @Override
    public boolean isOpen() {
        return started && !ended;
    }

    /** Ends a stream that did not say so, where it is; false if it had ended. */
    boolean giveUp(Consumer<Packet> packets) {
        if (!isOpen()) {
            return false;
        }
        wake();
        end(packets);
        return true;
    }

    /** Silence until the decoder's delay cuts nothing off, then the packet that says so. */
    private void end(Consumer<Packet> packets) {
        CodecConfig config = codec.config();
        long length = nextSample;
        numFrames = (length + config.delay() + hop - 1) / hop;
        fill(new float[Math.toIntExact(numFrames * hop - length)], packets);
        emit((int) (numFrames * hop - config.delay() - length), packets);
        ended = true;
        encoder = null;
        recent.begin(true);
    }

    private void flush(Consumer<Packet> packets) {
        if (waiting > 0) {
            emit(Packet.NOT_LAST, packets);
        }
    }

    private void emit(int padding, Consumer<Packet> packets) {
        if (!asleep) {
            packets.accept(packet(padding));
        }
        waiting = 0;
    }

    private StreamingEncoder encoder() {
        if (encoder == null) {
            encoder = codec.newEncoder(numCodebooks);
        }
        return encoder;
    }

    private Packet packet(int padding) {
        int[] taken = Arrays.copyOf(tokens, waiting * numCodebooks);
        CodecConfig config = codec.config();
        return new Packet(
                codec.model().packetFingerprint(),
                frame - waiting,
                config.bitsPerToken(),
                new TokenSequence(numCodebooks, taken),
                padding);
    }
}
