package dev.sotto.streams.processor;

import dev.sotto.audio.Framer;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;

/**
 * One stream's way from speech to packets. Frame {@code f} is always the samples from {@code f * hop} on, and packets
 * begin at multiples of {@code framesPerPacket}: the packets follow from the stream alone, so that one that is sent
 * again is the same bytes. So it is with codebooks: a packet has as many as the record that fills its first frame asks
 * for. It begins asleep: what it {@linkplain #recall recalls} costs no network and gives no packets, until
 * {@link #wake} runs the network over the last frames alone. Not thread-safe.
 */
final class SpeechToPackets implements StreamState<PcmRecord> {

    private final SpeechCodec codec;
    private final WantedCodebooks codebooks;
    private final int maxCodebooks;
    private final int framesPerPacket;
    private final int hop;
    private final Framer framer;
    private final int[] tokens;
    private final StreamPacketWriter writer;

    /** Null before its first frame and after the stream ended. */
    private StreamingEncoder encoder;

    /** While asleep: the frames that the network needs to hear to be as if it had heard all, and those that wait. */
    private final Recent recent;

    private final KeyTrail trail;
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

    /** @param numCodebooks where a record does not ask for others; {@code memoryFrames} of the encoder */
    SpeechToPackets(SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding, int memoryFrames) {
        this.codec = codec;
        this.framesPerPacket = framesPerPacket;
        this.hop = codec.config().hopLength();
        this.framer = new Framer(hop);
        this.codebooks = new WantedCodebooks(numCodebooks);
        this.maxCodebooks = codec.config().numCodebooks();
        this.tokens = new int[maxCodebooks * framesPerPacket];
        this.recent = new Recent(memoryFrames);
        this.writer = new StreamPacketWriter(coding, framesPerPacket);
        this.trail = new KeyTrail(writer);
    }

    /** Receives what speech becomes. */
    interface Listener {

        /** @param bytes those of the packet */
        void packet(Packet packet, byte[] bytes);
    }

    /** A stream whose records do not say where they belong is known from its next beginning on. */
    @Override
    public void recall(PcmRecord record, long timestamp) {
        if (started || record.position().isPresent()) {
            take(record, timestamp, (packet, bytes) -> {});
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
        boolean exact = !started || ended || trail.isKnown() && recent.suffices(trail.frames() + waiting);
        int followed = exact ? trail.frames() : 0;
        int before = recent.size() - waiting - followed;
        int[] heard = new int[Math.max(1, followed + waiting) * maxCodebooks];
        int index = 0;
        for (float[] frame : recent.drain()) {
            encoder().encode(frame, 0, heard, Math.max(0, index++ - before) * maxCodebooks);
        }
        int width = codebooks.ofPacket();
        for (int i = 0; i < waiting; i++) {
            System.arraycopy(heard, (followed + i) * maxCodebooks, tokens, i * width, width);
        }
        if (exact) {
            follow(new TokenSequence(maxCodebooks, heard));
        } else {
            writer.joinLate();
        }
        return exact;
    }

    /** The packets since the last key packet, which whoever had the stream before has written. */
    private void follow(TokenSequence heard) {
        long start = frame - waiting - trail.frames();
        int from = 0;
        for (KeyTrail.Sent sent : trail.packets()) {
            TokenSequence frames = heard.frames(from, from + sent.numFrames()).firstCodebooks(sent.codebooks());
            writer.follow(packet(start + from, frames, Packet.NOT_LAST));
            from += sent.numFrames();
        }
    }

    /** Takes in a record of the stream and hands on the packets that it completes. */
    Arrival add(PcmRecord record, long timestamp, Listener packets) {
        wake();
        return take(record, timestamp, packets);
    }

    private Arrival take(PcmRecord record, long timestamp, Listener packets) {
        long position = record.position().orElse(ended ? 0 : nextSample);
        int length = record.endsStream() ? 0 : record.samples().length;
        Arrival arrival = classify(record, position, length, timestamp);
        lastTimestamp = timestamp;
        if (arrival.kind() == Arrival.Kind.REPEAT) {
            return arrival;
        }
        codebooks.take(record);
        switch (arrival.kind()) {
            case START -> begin(position);
            case GAP -> skipTo(position, packets);
            default -> {}
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
        trail.begin(known);
        if (!known && !asleep) {
            writer.joinLate();
        }
    }

    /** What is missing counts as silence up to the end of its frame; whole missing frames are left out. */
    private void skipTo(long position, Listener packets) {
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
        trail.begin(true);
        writer.restart();
        framer.reset();
        frame = position / hop;
        nextSample = position;
        framer.add(new float[(int) (position % hop)], full -> {});
    }

    private void fill(float[] samples, Listener packets) {
        framer.add(samples, full -> encode(full, packets));
        nextSample += samples.length;
    }

    private void encode(float[] full, Listener packets) {
        if (waiting == 0) {
            codebooks.beginPacket();
        }
        if (asleep) {
            recent.add(full.clone(), trail.frames() + waiting);
        } else {
            encoder().encode(full, 0, tokens, waiting * codebooks.ofPacket(), codebooks.ofPacket());
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
    boolean giveUp(Listener packets) {
        if (!isOpen()) {
            return false;
        }
        wake();
        end(packets);
        return true;
    }

    /** Silence until the decoder's delay cuts nothing off, then the packet that says so. */
    private void end(Listener packets) {
        CodecConfig config = codec.config();
        long length = nextSample;
        numFrames = (length + config.delay() + hop - 1) / hop;
        fill(new float[Math.toIntExact(numFrames * hop - length)], packets);
        emit((int) (numFrames * hop - config.delay() - length), packets);
        ended = true;
        encoder = null;
        recent.begin(true);
        trail.begin(true);
    }

    private void flush(Listener packets) {
        if (waiting > 0) {
            emit(Packet.NOT_LAST, packets);
        }
    }

    private void emit(int padding, Listener packets) {
        if (waiting == 0) {
            codebooks.beginPacket();
        }
        int width = codebooks.ofPacket();
        if (asleep) {
            trail.packet(frame - waiting, waiting, width);
        } else {
            int[] taken = Arrays.copyOf(tokens, waiting * width);
            Packet packet = packet(frame - waiting, new TokenSequence(width, taken), padding);
            packets.packet(packet, writer.write(packet));
        }
        waiting = 0;
    }

    private StreamingEncoder encoder() {
        if (encoder == null) {
            encoder = codec.newEncoder(maxCodebooks);
        }
        return encoder;
    }

    private Packet packet(long firstFrame, TokenSequence frames, int padding) {
        return new Packet(
                codec.model().packetFingerprint(), firstFrame, codec.config().bitsPerToken(), frames, padding);
    }
}
