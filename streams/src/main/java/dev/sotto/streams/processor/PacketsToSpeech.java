package dev.sotto.streams.processor;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.token.TokenSequence;

/**
 * One stream's way from packets to speech, on the time line of what was spoken: the decoder's delay is cut off at the
 * start, the padding at the end. It begins asleep, as {@link SpeechToPackets} does. Not thread-safe.
 */
final class PacketsToSpeech implements StreamState<Packet> {

    private final SpeechCodec codec;
    private final int hop;
    private final int delay;

    /** Null before its first frame and after the stream ended. */
    private StreamingDecoder decoder;

    /** While asleep: the tokens of the frames that the network remembers. */
    private final Recent<int[]> recent;

    private boolean asleep = true;
    private boolean started;
    private boolean ended;

    /** Of the first packet of this life of the stream. */
    private long startTimestamp;

    private long lastTimestamp;
    private long nextFrame;

    /** @param memoryFrames of the decoder */
    PacketsToSpeech(SpeechCodec codec, int memoryFrames) {
        CodecConfig config = codec.config();
        this.codec = codec;
        this.hop = config.hopLength();
        this.delay = config.delay();
        this.recent = new Recent<>(memoryFrames);
    }

    /** Receives what packets become. */
    interface Listener {

        /** @param missingFrames how many frames before this piece never came */
        void speech(byte[] pcm, long position, long missingFrames);

        /** @param length of the stream in samples */
        void end(long length);
    }

    @Override
    public void recall(Packet packet, long timestamp) {
        take(packet, timestamp, null);
    }

    @Override
    public boolean wake() {
        if (!asleep) {
            return true;
        }
        asleep = false;
        boolean exact = !started || ended || recent.suffices(0);
        float[] unheard = new float[hop];
        for (int[] frame : recent.drain()) {
            decoder().decode(frame, 0, frame.length, unheard, 0);
        }
        return exact;
    }

    Arrival add(Packet packet, long timestamp, Listener listener) {
        wake();
        return take(packet, timestamp, listener);
    }

    @Override
    public boolean isOpen() {
        return started && !ended;
    }

    private Arrival take(Packet packet, long timestamp, Listener listener) {
        Arrival arrival = classify(packet, timestamp);
        if (arrival.kind() == Arrival.Kind.REPEAT) {
            return arrival;
        }
        lastTimestamp = timestamp;
        switch (arrival.kind()) {
            case START -> begin(packet.firstFrame(), timestamp);
            case GAP -> reset(true);
            default -> {}
        }
        int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
        long missing = arrival.kind() == Arrival.Kind.GAP ? arrival.amount() : 0;
        if (asleep) {
            remember(packet, had);
        } else {
            decode(packet, had, missing, listener);
        }
        nextFrame = packet.nextFrame();
        if (packet.endsStream()) {
            end(packet, listener);
        }
        return arrival;
    }

    /**
     * A stream begins again with a frame 0 that is younger than the one it began with. A packet that was sent again has
     * the timestamp that it had: that of the record of speech that completed it.
     */
    private Arrival classify(Packet packet, long timestamp) {
        if (!started) {
            return Arrival.start(packet.firstFrame());
        }
        if (timestamp < startTimestamp) {
            return Arrival.REPEAT;
        }
        if (packet.firstFrame() == 0 && timestamp > startTimestamp) {
            return Arrival.start(0);
        }
        if (ended) {
            return timestamp > lastTimestamp ? Arrival.start(packet.firstFrame()) : Arrival.REPEAT;
        }
        return Arrival.of(nextFrame, packet.firstFrame(), packet.nextFrame());
    }

    private void begin(long firstFrame, long timestamp) {
        boolean known = started || firstFrame == 0;
        started = true;
        ended = false;
        startTimestamp = timestamp;
        reset(known);
    }

    /** @param atReset see {@link Recent#begin} */
    private void reset(boolean atReset) {
        recent.begin(atReset);
        if (decoder != null) {
            decoder.reset();
        }
    }

    private void end(Packet last, Listener listener) {
        if (!asleep) {
            listener.end(length(last));
        }
        ended = true;
        decoder = null;
        recent.begin(true);
    }

    private StreamingDecoder decoder() {
        if (decoder == null) {
            decoder = codec.newDecoder();
        }
        return decoder;
    }

    private void remember(Packet packet, int had) {
        TokenSequence tokens = packet.tokens();
        for (int f = had; f < tokens.numFrames(); f++) {
            recent.add(tokens.frames(f, f + 1).tokens(), 0);
        }
    }

    private void decode(Packet packet, int had, long missing, Listener listener) {
        TokenSequence tokens = packet.tokens();
        int codebooks = tokens.numCodebooks();
        int frames = tokens.numFrames() - had;
        float[] samples = new float[frames * hop];
        for (int f = 0; f < frames; f++) {
            decoder().decode(tokens.tokens(), (had + f) * codebooks, codebooks, samples, f * hop);
        }
        long begin = (packet.firstFrame() + had) * hop - delay;
        long end = begin + samples.length;
        int from = (int) Math.min(samples.length, Math.max(0, -begin));
        int to = packet.endsStream() ? (int) Math.max(from, samples.length - (end - length(packet))) : samples.length;
        if (to > from) {
            listener.speech(Pcm16.toBytes(samples, from, to - from), begin + from, missing);
        }
    }

    private long length(Packet last) {
        return Math.max(0, last.nextFrame() * hop - delay - last.padding());
    }
}
