package dev.sotto.streams.app;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.token.TokenSequence;

/**
 * Runs the networks before there is speech: the first ten frames cost a JVM half a second of compiling, which would be
 * silence in the first call that a new process takes over.
 */
public final class WarmUp {

    /** Two seconds of sound; more would hardly make a frame quicker. */
    private static final int FRAMES = 100;

    private WarmUp() {}

    public static void encoder(SpeechCodec codec, int numCodebooks) {
        StreamingEncoder encoder = codec.newEncoder(numCodebooks);
        float[] sound = new float[codec.config().hopLength()];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (i % 100 - 50) / 100f;
        }
        int[] tokens = new int[numCodebooks];
        for (int frame = 0; frame < FRAMES; frame++) {
            encoder.encode(sound, 0, tokens, 0);
        }
    }

    /** The prior, where packets are entropy-coded. */
    public static void prior(PacketCoding coding, CodecConfig config, int numCodebooks) {
        StreamPacketWriter writer = new StreamPacketWriter(coding, 1);
        TokenSequence frame = new TokenSequence(numCodebooks, new int[numCodebooks]);
        for (int i = 0; i < FRAMES; i++) {
            writer.write(new Packet(0, i, config.bitsPerToken(), frame, Packet.NOT_LAST));
        }
    }

    public static void decoder(SpeechCodec codec) {
        StreamingDecoder decoder = codec.newDecoder();
        int[] tokens = new int[codec.config().numCodebooks()];
        float[] sound = new float[codec.config().hopLength()];
        for (int frame = 0; frame < FRAMES; frame++) {
            decoder.decode(tokens, 0, tokens.length, sound, 0);
        }
    }
}
