package dev.sotto.streams.stream;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.StreamPacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.streams.stream.RecentPackets.Taken;
import dev.sotto.token.TokenSequence;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stream's way from packets to speech, on the time line of what was spoken: the decoder's delay is cut off at the
 * start, the padding at the end. It begins asleep, as {@link SpeechToPackets} does. Not thread-safe.
 */
public final class PacketsToSpeech implements StreamState<TokenRecord> {

    private final SpeechCodec codec;
    private final int hop;
    private final int delay;
    private final PacketOrder order = new PacketOrder();
    private final StreamPacketReader reader;

    /** Null before its first frame and after the stream ended. */
    private StreamingDecoder decoder;

    /** Something was damaged: what comes next has nothing to do with what the decoder had. */
    private boolean lostTrack;

    private boolean asleep = true;

    /** While asleep: the packets that decoder and reader need to be as if they had had all. */
    private final RecentPackets recent;

    /** While asleep: the last of them. */
    private PacketHeader last;

    /**
     * A stream of which nothing came so far.
     *
     * @param prior of entropy-coded packets
     */
    public PacketsToSpeech(SpeechCodec codec, Optional<Prior> prior) {
        CodecConfig config = codec.config();
        this.codec = codec;
        this.hop = config.hopLength();
        this.delay = config.delay();
        this.reader = new StreamPacketReader(prior);
        this.recent = new RecentPackets(codec.decoderMemoryFrames());
    }

    /** Receives what packets become. */
    public interface Listener {

        /** @param missingFrames how many frames before this piece never came */
        void speech(byte[] pcm, long position, long missingFrames);

        /** @param length of the stream in samples */
        void end(long length);
    }

    @Override
    public void recall(TokenRecord record, Place place) {
        take(record, place.timestamp(), null);
    }

    @Override
    public boolean wake() {
        if (!asleep) {
            return true;
        }
        asleep = false;
        boolean exact = !order.hasStarted() || order.hasEnded() || recent.suffice();
        lostTrack = true;
        for (Taken taken : recent.drain()) {
            hear(taken);
        }
        return exact;
    }

    /** Decodes for nobody. What was damaged was poison to whoever had the stream before, too. */
    private void hear(Taken taken) {
        PacketHeader header = taken.packet().header();
        if (!reader.canRead(header)) {
            return;
        }
        try {
            Packet packet = reader.read(taken.packet());
            decode(packet, taken.had());
            order.goBack(header.nextFrame());
        } catch (MalformedPacketException e) {
            order.goBack(header.firstFrame() + taken.had());
            lostTrack = true;
        }
    }

    /** @throws MalformedPacketException for a code that is damaged; the stream goes on with its next key packet */
    public Arrival add(TokenRecord record, Place place, Listener listener) {
        wake();
        return take(record, place.timestamp(), listener);
    }

    @Override
    public boolean isOpen() {
        return order.hasStarted() && !order.hasEnded();
    }

    private Arrival take(TokenRecord record, long timestamp, Listener listener) {
        CodedPacket coded = record.packet();
        PacketHeader header = coded.header();
        Arrival arrival = order.classify(header, record.epoch(), timestamp);
        if (arrival.isDropped()) {
            return arrival;
        }
        if (!isReadable(header, arrival)) {
            return miss(header, record.epoch(), timestamp, listener);
        }
        Packet packet = asleep ? null : reader.read(coded);
        switch (arrival.kind()) {
            case START -> begin(header.firstFrame(), order.hasStarted() || header.firstFrame() == 0);
            case GAP -> begin(header.firstFrame(), true);
            default -> {}
        }
        order.take(header, record.epoch(), timestamp, arrival);
        last = header;
        int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
        if (asleep) {
            recent.add(coded, had);
        } else {
            speak(packet, had, arrival.kind() == Arrival.Kind.GAP ? arrival.amount() : 0, listener);
        }
        if (header.endsStream()) {
            end(header, listener);
        }
        return arrival;
    }

    private boolean isReadable(PacketHeader header, Arrival arrival) {
        return header.standsAlone()
                || arrival.kind() == Arrival.Kind.NEXT
                        && (asleep ? header.isReadableAfter(last) : reader.canRead(header));
    }

    /** The frames are missing; that the stream ends can be read all the same. */
    private Arrival miss(PacketHeader header, OptionalLong epoch, long timestamp, Listener listener) {
        if (header.endsStream() && isOpen()) {
            order.take(header, epoch, timestamp, Arrival.UNREADABLE);
            end(header, listener);
        }
        return Arrival.UNREADABLE;
    }

    /**
     * What follows depends on nothing before it.
     *
     * @param atReset see {@link RecentPackets#begin}
     */
    private void begin(long frame, boolean atReset) {
        recent.begin(atReset);
        if (!asleep) {
            beginDecoder(frame);
        }
    }

    /** The one place where a decoder begins: it is to be as if its stream had begun at that frame. */
    private void beginDecoder(long frame) {
        if (decoder == null) {
            decoder = codec.newDecoder();
        }
        decoder.reset(frame);
        lostTrack = false;
    }

    private void end(PacketHeader header, Listener listener) {
        if (!asleep) {
            listener.end(length(header.nextFrame(), header.padding()));
        }
        decoder = null;
        recent.begin(true);
        reader.restart();
        last = null;
    }

    private float[] decode(Packet packet, int had) {
        if (lostTrack) {
            beginDecoder(packet.firstFrame() + had);
        }
        TokenSequence tokens = packet.tokens();
        int codebooks = tokens.numCodebooks();
        int frames = tokens.numFrames() - had;
        float[] samples = new float[frames * hop];
        decoder.decode(tokens.tokens(), had * codebooks, codebooks, frames, samples, 0);
        return samples;
    }

    private void speak(Packet packet, int had, long missing, Listener listener) {
        float[] samples = decode(packet, had);
        long begin = (packet.firstFrame() + had) * hop - delay;
        long end = begin + samples.length;
        int from = (int) Math.min(samples.length, Math.max(0, -begin));
        long length = length(packet.nextFrame(), packet.padding());
        int to = packet.endsStream() ? (int) Math.max(from, samples.length - (end - length)) : samples.length;
        if (to > from) {
            listener.speech(Pcm16.toBytes(samples, from, to - from), begin + from, missing);
        }
    }

    private long length(long numFrames, int padding) {
        return Math.max(0, numFrames * hop - delay - padding);
    }
}
