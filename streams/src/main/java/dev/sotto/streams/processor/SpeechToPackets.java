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
 * again is the same bytes. Not thread-safe.
 */
final class SpeechToPackets {

    private final SpeechCodec codec;
    private final int numCodebooks;
    private final int framesPerPacket;
    private final int hop;
    private final Framer framer;
    private final int[] tokens;

    /** Null before the stream begins and after it ended. */
    private StreamingEncoder encoder;

    private boolean started;
    private long lastTimestamp;

    /** Position of the sample that should come next. */
    private long nextSample;

    /** Index of the frame that is being filled. */
    private long frame;

    /** Of the whole stream, known at its end; the last frame waits for the packet that says so. */
    private long numFrames;

    /** Frames before {@link #frame} that wait in {@link #tokens} for their packet. */
    private int waiting;

    SpeechToPackets(SpeechCodec codec, int numCodebooks, int framesPerPacket) {
        this.codec = codec;
        this.numCodebooks = numCodebooks;
        this.framesPerPacket = framesPerPacket;
        this.hop = codec.config().hopLength();
        this.framer = new Framer(hop);
        this.tokens = new int[numCodebooks * framesPerPacket];
    }

    /** Takes in a record of the stream and hands on the packets that it completes. */
    Arrival add(PcmRecord record, long timestamp, Consumer<Packet> packets) {
        boolean ended = started && encoder == null;
        long position = record.position().orElse(ended ? 0 : nextSample);
        int length = record.endsStream() ? 0 : record.samples().length;
        Arrival arrival = classify(record, ended, position, length, timestamp);
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

    private Arrival classify(PcmRecord record, boolean ended, long position, int length, long timestamp) {
        if (!started) {
            return Arrival.START;
        }
        if (ended) {
            boolean again = !record.endsStream() && (position == 0 || timestamp > lastTimestamp);
            return again ? Arrival.START : Arrival.REPEAT;
        }
        if (record.endsStream()) {
            // An end before what came already: the sound is not taken back, the stream ends where it is.
            return Arrival.of(nextSample, Math.max(position, nextSample), Math.max(position, nextSample));
        }
        if (position == 0 && nextSample > 0) {
            return Arrival.START;
        }
        return Arrival.of(nextSample, position, position + length);
    }

    /** What a stream that begins again left unfinished is dropped: its sender never said how it goes on. */
    private void begin(long position) {
        started = true;
        if (encoder == null) {
            encoder = codec.newEncoder(numCodebooks);
        }
        numFrames = -1;
        waiting = 0;
        jump(position);
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
        encoder.reset();
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
        encoder.encode(full, 0, tokens, waiting * numCodebooks);
        waiting++;
        frame++;
        if (frame % framesPerPacket == 0 && frame != numFrames) {
            flush(packets);
        }
    }

    /** Silence until the decoder's delay cuts nothing off, then the packet that says so. */
    private void end(Consumer<Packet> packets) {
        CodecConfig config = codec.config();
        long length = nextSample;
        numFrames = (length + config.delay() + hop - 1) / hop;
        fill(new float[Math.toIntExact(numFrames * hop - length)], packets);
        packets.accept(packet((int) (numFrames * hop - config.delay() - length)));
        waiting = 0;
        encoder = null;
    }

    private void flush(Consumer<Packet> packets) {
        if (waiting > 0) {
            packets.accept(packet(Packet.NOT_LAST));
            waiting = 0;
        }
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
