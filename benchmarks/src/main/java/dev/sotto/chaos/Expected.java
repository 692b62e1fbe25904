package dev.sotto.chaos;

import dev.sotto.audio.Pcm16;
import dev.sotto.call.Call;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.stream.PacketsToSpeech;
import dev.sotto.streams.stream.Place;
import dev.sotto.streams.stream.SpeechToPackets;
import dev.sotto.streams.stream.TokenRecord;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What shall come of a call.
 *
 * @param frames the tokens of each; null for one that never comes
 * @param pcm signed 16-bit little-endian, on the time line of what was spoken
 * @param left samples that nobody says or makes up
 */
record Expected(CodecConfig config, int[][] frames, byte[] pcm, BitSet left) {

    /** Of a call without pauses and gaps: what the codec alone makes of it. */
    static Expected of(SpeechCodec codec, Call call, int numCodebooks) {
        TokenSequence tokens = codec.encode(call.speech(), numCodebooks);
        int[][] frames = new int[tokens.numFrames()][];
        put(tokens, 0, frames);
        byte[] pcm = Pcm16.toBytes(codec.decode(tokens, call.length()).samples());
        return new Expected(codec.config(), frames, pcm, new BitSet());
    }

    /** Of a call with pauses and gaps: what one undisturbed process makes of it, without Kafka. */
    static Expected of(
            SpeechCodec codec, Call call, int numCodebooks, int framesPerPacket, int chunk, PausesAndGaps turns) {
        int[][] frames = new int[codec.config().numFrames(call.length())][];
        byte[] pcm = new byte[call.pcm().length];
        BitSet left = new BitSet();
        left.set(0, call.length());
        PacketCoding coding = PacketCoding.PLAIN.withPauses(turns.pauseInterval());
        SpeechToPackets encoder = new SpeechToPackets(codec, numCodebooks, framesPerPacket, coding);
        PacketsToSpeech decoder = new PacketsToSpeech(codec, Optional.empty());
        SpeechToPackets.Listener packets = (packet, bytes, epoch) -> {
            put(packet, frames);
            TokenRecord record = new TokenRecord(PacketReader.open(bytes), epoch);
            decoder.add(record, new Place(0, packet.firstFrame()), new Ear(pcm, left));
        };
        for (int from = 0; from < call.length(); from += chunk) {
            if (!turns.isLost(from)) {
                float[] samples = Pcm16.toFloats(call.piece(from, Math.min(call.length(), from + chunk)));
                encoder.add(record(codec, samples, from), new Place(0, from), packets);
            }
        }
        encoder.add(record(codec, null, call.length()), new Place(0, call.length()), packets);
        return new Expected(codec.config(), frames, pcm, left);
    }

    private static PcmRecord record(SpeechCodec codec, float[] samples, long position) {
        return new PcmRecord(samples, codec.config().sampleRate(), OptionalLong.of(position), OptionalInt.empty());
    }

    private static void put(Packet packet, int[][] frames) {
        put(packet.tokens(), (int) packet.firstFrame(), frames);
    }

    private static void put(TokenSequence tokens, int first, int[][] frames) {
        int codebooks = tokens.numCodebooks();
        for (int f = 0; f < tokens.numFrames(); f++) {
            frames[first + f] = Arrays.copyOfRange(tokens.tokens(), f * codebooks, (f + 1) * codebooks);
        }
    }

    /** Keeps what is said and what is made up. */
    private record Ear(byte[] pcm, BitSet left) implements PacketsToSpeech.Listener {

        @Override
        public void concealed(byte[] piece, long position) {
            speech(piece, position, 0);
        }

        @Override
        public void speech(byte[] piece, long position, long missingFrames) {
            System.arraycopy(piece, 0, pcm, (int) position * Pcm16.BYTES, piece.length);
            left.clear((int) position, (int) position + piece.length / Pcm16.BYTES);
        }

        @Override
        public void end(long length) {}
    }
}
