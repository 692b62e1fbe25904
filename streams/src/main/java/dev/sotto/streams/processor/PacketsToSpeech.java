package dev.sotto.streams.processor;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.token.TokenSequence;

/**
 * One stream's way from packets to speech, on the time line of what was spoken: the decoder's delay is cut off at the
 * start, the padding at the end. Not thread-safe.
 */
final class PacketsToSpeech {

    private final SpeechCodec codec;
    private final int hop;
    private final int delay;

    /** Null before the stream begins and after it ended. */
    private StreamingDecoder decoder;

    private boolean started;

    /** Of the first packet of this life of the stream. */
    private long startTimestamp;

    private long lastTimestamp;
    private long nextFrame;

    PacketsToSpeech(SpeechCodec codec) {
        CodecConfig config = codec.config();
        this.codec = codec;
        this.hop = config.hopLength();
        this.delay = config.delay();
    }

    /** Receives what packets become. */
    interface Listener {

        /** @param missingFrames how many frames before this piece never came */
        void speech(byte[] pcm, long position, long missingFrames);

        /** @param length of the stream in samples */
        void end(long length);
    }

    Arrival add(Packet packet, long timestamp, Listener listener) {
        Arrival arrival = classify(packet, timestamp);
        if (arrival.kind() == Arrival.Kind.REPEAT) {
            return arrival;
        }
        lastTimestamp = timestamp;
        switch (arrival.kind()) {
            case START -> begin(timestamp);
            case GAP -> decoder.reset();
            default -> {}
        }
        int had = arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0;
        long missing = arrival.kind() == Arrival.Kind.GAP ? arrival.amount() : 0;
        decode(packet, had, missing, listener);
        nextFrame = packet.nextFrame();
        if (packet.endsStream()) {
            listener.end(length(packet));
            decoder = null;
        }
        return arrival;
    }

    /**
     * A stream begins again with a frame 0 that is younger than the one it began with. A packet that was sent again has
     * the timestamp that it had: that of the record of speech that completed it.
     */
    private Arrival classify(Packet packet, long timestamp) {
        if (!started) {
            return Arrival.START;
        }
        if (timestamp < startTimestamp) {
            return Arrival.REPEAT;
        }
        if (packet.firstFrame() == 0 && timestamp > startTimestamp) {
            return Arrival.START;
        }
        if (decoder == null) {
            return timestamp > lastTimestamp ? Arrival.START : Arrival.REPEAT;
        }
        return Arrival.of(nextFrame, packet.firstFrame(), packet.nextFrame());
    }

    private void begin(long timestamp) {
        started = true;
        startTimestamp = timestamp;
        if (decoder == null) {
            decoder = codec.newDecoder();
        } else {
            decoder.reset();
        }
    }

    private void decode(Packet packet, int had, long missing, Listener listener) {
        TokenSequence tokens = packet.tokens();
        int codebooks = tokens.numCodebooks();
        int frames = tokens.numFrames() - had;
        float[] samples = new float[frames * hop];
        for (int f = 0; f < frames; f++) {
            decoder.decode(tokens.tokens(), (had + f) * codebooks, codebooks, samples, f * hop);
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
