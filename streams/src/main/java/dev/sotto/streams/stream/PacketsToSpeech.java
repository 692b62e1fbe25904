package dev.sotto.streams.stream;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.DecodeJob;
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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stream's way from packets to speech, on the time line of what was spoken: the decoder's delay is cut off at the
 * start, the padding at the end. It begins asleep, as {@link SpeechToPackets} does. Not thread-safe.
 */
public final class PacketsToSpeech implements StreamState<TokenRecord> {

    /** What comes next has nothing to do with what the decoder had. */
    private static final long ANY = -1;

    private final SpeechCodec codec;
    private final int hop;
    private final int delay;
    private final PacketOrder order = new PacketOrder();
    private final StreamPacketReader reader;

    private final Passes<DecodeJob> passes;

    /** Of the network, and what comes after it. */
    private final Passes<DecodeJob>.Line line;

    /** Null before its first frame and after the stream ended. */
    private StreamingDecoder decoder;

    /** Index of the frame that the decoder expects, or {@link #ANY}. */
    private long expected = ANY;

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
        this(codec, prior, Passes.ofDecoders());
    }

    /** @param passes that it shares with others, see {@link #queue} */
    public PacketsToSpeech(SpeechCodec codec, Optional<Prior> prior, Passes<DecodeJob> passes) {
        this.passes = passes;
        this.line = passes.newLine();
        CodecConfig config = codec.config();
        this.codec = codec;
        this.hop = config.hopLength();
        this.delay = config.delay();
        this.reader = new StreamPacketReader(prior);
        this.recent = new RecentPackets(codec.decoderMemoryFrames());
    }

    /** Receives what packets become. */
    public interface Listener {

        /** Made up in the place of frames that never came; what came after them follows. */
        void concealed(byte[] pcm, long position);

        /** @param missingFrames how many frames before this piece never came */
        void speech(byte[] pcm, long position, long missingFrames);

        /** @param length of the stream in samples */
        void end(long length);
    }

    /** Who listens to what was heard before. */
    private static final Listener NOBODY = new Listener() {
        @Override
        public void concealed(byte[] pcm, long position) {}

        @Override
        public void speech(byte[] pcm, long position, long missingFrames) {}

        @Override
        public void end(long length) {}
    };

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
        expected = ANY;
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
            Packet packet = read(taken.packet());
            speak(packet, header.isPause(), taken.had(), 0, NOBODY);
            order.goBack(header.nextFrame());
        } catch (MalformedPacketException e) {
            order.goBack(header.firstFrame() + taken.had());
        }
    }

    /** @throws MalformedPacketException for a code that is damaged; the stream goes on with its next key packet */
    public Arrival add(TokenRecord record, Place place, Listener listener) {
        Arrival arrival = queue(record, place, listener);
        passes.run();
        return arrival;
    }

    /** As {@link #add}, but what needs the network waits until its {@linkplain Passes#run passes} are run. */
    public Arrival queue(TokenRecord record, Place place, Listener listener) {
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
        Packet packet = asleep ? null : read(coded);
        switch (arrival.kind()) {
            case START -> begin(header.firstFrame(), order.hasStarted() || header.firstFrame() == 0);
            case GAP -> skip(arrival.amount());
            default -> {}
        }
        order.take(header, record.epoch(), timestamp, arrival);
        last = header;
        int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
        if (asleep) {
            recent.add(coded, had);
        } else {
            speak(packet, header.isPause(), had, arrival.kind() == Arrival.Kind.GAP ? arrival.amount() : 0, listener);
        }
        if (header.endsStream()) {
            end(header, listener);
        }
        return arrival;
    }

    private Packet read(CodedPacket coded) {
        Packet packet = reader.read(coded);
        codec.requireTokens(packet.tokens());
        return packet;
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

    /** After a long gap the decoder begins anew, after a short one it goes on. */
    private void skip(long frames) {
        if (frames > codec.maxConcealedFrames()) {
            recent.begin(true);
        }
    }

    /** The one place where a decoder begins: it is to be as if its stream had begun at that frame. */
    private void beginDecoder(long frame) {
        line.then(() -> {
            if (decoder == null) {
                decoder = codec.newDecoder();
            }
            decoder.reset(frame);
        });
        expected = frame;
    }

    private void end(PacketHeader header, Listener listener) {
        if (!asleep) {
            line.then(() -> {
                listener.end(length(header.nextFrame(), header.padding()));
                decoder = null;
            });
        }
        expected = ANY;
        recent.begin(true);
        reader.restart();
        last = null;
    }

    private void speak(Packet packet, boolean pause, int had, long missing, Listener listener) {
        long first = packet.firstFrame() + had;
        if (expected == ANY) {
            beginDecoder(first);
        }
        if (first > expected) {
            long gap = expected;
            line.then(() -> emit(conceal(packet, had, first - gap), gap, packet, listener::concealed));
        }
        expected = packet.nextFrame();
        int codebooks = packet.tokens().numCodebooks();
        int[] tokens = packet.tokens().tokens();
        int frames = packet.tokens().numFrames() - had;
        float[] samples = new float[frames * hop];
        if (pause) {
            line.then(() -> decoder.decodePause(tokens, had * codebooks, codebooks, frames, samples, 0));
        } else if (frames > 0) {
            line.pass(frames, () -> new DecodeJob(decoder, tokens, had * codebooks, codebooks, frames, samples));
        }
        line.then(() -> emit(samples, first, packet, (pcm, position) -> listener.speech(pcm, position, missing)));
    }

    private float[] conceal(Packet next, int had, long missing) {
        int codebooks = next.tokens().numCodebooks();
        int made = (int) Math.min(missing, codec.maxConcealedFrames());
        float[] samples = new float[made * hop];
        if (next.tokens().numFrames() > had) {
            decoder.conceal(missing, next.tokens().tokens(), had * codebooks, codebooks, samples, 0);
        } else {
            decoder.conceal(made, samples, 0);
        }
        return samples;
    }

    private interface Piece {
        void at(byte[] pcm, long position);
    }

    /** What of the samples of the frames from {@code frame} on lies within the stream. */
    private void emit(float[] samples, long frame, Packet packet, Piece piece) {
        long begin = frame * hop - delay;
        long left = packet.endsStream() ? length(packet.nextFrame(), packet.padding()) - begin : samples.length;
        int from = (int) Math.min(samples.length, Math.max(0, -begin));
        int to = (int) Math.max(from, Math.min(samples.length, left));
        if (to > from) {
            piece.at(Pcm16.toBytes(samples, from, to - from), begin + from);
        }
    }

    private long length(long numFrames, int padding) {
        return Math.max(0, numFrames * hop - delay - padding);
    }
}
