package dev.sotto.streams.stream;

import dev.sotto.audio.Framer;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.streams.topic.PcmRecord;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where frames and packets begin and end. Frame {@code f} is always the samples from {@code f * hop} on, and packets
 * begin at multiples of {@code framesPerPacket}: both follow from the positions of the records alone, and not from what
 * is made of the frames.
 */
final class FrameCutter {

    private final int hop;
    private final int delay;
    private final int framesPerPacket;
    private final Framer framer;
    private final WantedCodebooks codebooks;

    /** Which life of the stream this is: the offset of the record that began it; empty where that was not seen. */
    private OptionalLong epoch = OptionalLong.empty();

    private boolean started;
    private boolean ended;
    private long lastTimestamp;

    /** Position of the sample that should come next. */
    private long nextSample;

    /** Index of the frame that is being filled. */
    private long frame;

    /** Of the whole stream, known at its end; the last frame waits for the packet that says so. */
    private long numFrames;

    /** Frames before {@link #frame} that wait for the rest of their packet. */
    private int waiting;

    /** @param numCodebooks where a record does not ask for others */
    FrameCutter(CodecConfig config, int numCodebooks, int framesPerPacket) {
        this.hop = config.hopLength();
        this.delay = config.delay();
        this.framesPerPacket = framesPerPacket;
        this.framer = new Framer(hop);
        this.codebooks = new WantedCodebooks(numCodebooks);
    }

    /** Takes a record in, and hands on what it completes. */
    Arrival take(PcmRecord record, Place place, FrameSink sink) {
        long position = record.position().orElse(ended ? 0 : nextSample);
        int length = record.endsStream() ? 0 : record.samples().length;
        Arrival arrival = classify(record, position, length, place.timestamp());
        lastTimestamp = place.timestamp();
        if (arrival.kind() == Arrival.Kind.REPEAT) {
            return arrival;
        }
        codebooks.take(record);
        switch (arrival.kind()) {
            case START -> begin(position, place.offset(), sink);
            case GAP -> skipTo(position, sink);
            default -> {}
        }
        if (record.endsStream()) {
            end(sink);
        } else {
            int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
            fill(Arrays.copyOfRange(record.samples(), had, length), sink);
        }
        return arrival;
    }

    private Arrival classify(PcmRecord record, long position, int length, long timestamp) {
        if (!started) {
            return Arrival.start(position);
        }
        if (ended) {
            boolean again =
                    !record.endsStream() && (position == 0 || position >= nextSample || timestamp > lastTimestamp);
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
    private void begin(long position, long offset, FrameSink sink) {
        boolean known = started || position == 0;
        epoch = known ? OptionalLong.of(offset) : OptionalLong.empty();
        started = true;
        ended = false;
        numFrames = -1;
        waiting = 0;
        jump(position, known, sink);
    }

    /** What is missing counts as silence up to the end of its frame; whole missing frames are left out. */
    private void skipTo(long position, FrameSink sink) {
        if (position / hop <= frame + 1) {
            fill(new float[(int) (position - nextSample)], sink);
            return;
        }
        if (framer.pending() > 0) {
            fill(new float[hop - framer.pending()], sink);
        }
        if (waiting > 0) {
            complete(Packet.NOT_LAST, sink);
        }
        jump(position, true, sink);
    }

    private void jump(long position, boolean known, FrameSink sink) {
        framer.reset();
        frame = position / hop;
        nextSample = position;
        sink.begin(frame, known);
        framer.add(new float[(int) (position % hop)], full -> {});
    }

    private void fill(float[] samples, FrameSink sink) {
        framer.add(samples, full -> cut(full, sink));
        nextSample += samples.length;
    }

    private void cut(float[] full, FrameSink sink) {
        if (waiting == 0) {
            codebooks.beginPacket();
        }
        sink.frame(full, waiting, codebooks.ofPacket());
        waiting++;
        frame++;
        if (frame % framesPerPacket == 0 && frame != numFrames) {
            complete(Packet.NOT_LAST, sink);
        }
    }

    /** Silence until the decoder's delay cuts nothing off, then the packet that says so. */
    void end(FrameSink sink) {
        long length = nextSample;
        numFrames = (length + delay + hop - 1) / hop;
        fill(new float[Math.toIntExact(numFrames * hop - length)], sink);
        complete((int) (numFrames * hop - delay - length), sink);
        ended = true;
        sink.end();
    }

    private void complete(int padding, FrameSink sink) {
        if (waiting == 0) {
            codebooks.beginPacket();
        }
        sink.packet(frame - waiting, waiting, codebooks.ofPacket(), padding, epoch);
        waiting = 0;
    }

    /** The stream is known to have ended here, and nothing else is known of it. */
    void joinAtEnd(long timestamp) {
        started = true;
        ended = true;
        lastTimestamp = timestamp;
    }

    boolean hasStarted() {
        return started;
    }

    boolean isOpen() {
        return started && !ended;
    }

    /** Of the record that came last. */
    long lastTimestamp() {
        return lastTimestamp;
    }

    /** Which life of the stream this is, if that is known. */
    OptionalLong epoch() {
        return epoch;
    }

    /** Index of the first frame of the packet that is being filled. */
    long packetStart() {
        return frame - waiting;
    }

    /** Frames that wait for the rest of their packet. */
    int waiting() {
        return waiting;
    }

    /** Of the packet that has been begun last. */
    int codebooks() {
        return codebooks.ofPacket();
    }
}
