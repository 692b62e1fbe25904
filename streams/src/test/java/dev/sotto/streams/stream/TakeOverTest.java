package dev.sotto.streams.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.synthesis.Voice;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream that is taken over after any of its records goes on as if nothing had been. */
class TakeOverTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final int CODEBOOKS = 3;
    private static final int ENCODER_MEMORY = CODEC.encoderMemoryFrames();
    private static final int DECODER_MEMORY = CODEC.decoderMemoryFrames();
    private static final int FRAMES = 5;
    private static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);
    private static final PacketCoding PLAIN = PacketCoding.PLAIN;

    /** Frames; no multiple of those of a packet. */
    private static final int KEY_INTERVAL = 23;

    private static final PacketCoding ENTROPY = PacketCoding.entropy(PRIOR, KEY_INTERVAL);

    /** Records after each cut that are compared: a network that is not as it was shows at once. */
    private static final int NEXT = 25;

    @ParameterizedTest
    @CsvSource({"1, false", "5, false", "50, false", "1, true", "5, true", "50, true"})
    void shouldEncodeOnAfterAnyRecord(int framesPerPacket, boolean entropy) {
        PacketCoding coding = entropy ? ENTROPY : PLAIN;
        List<PcmRecord> records = life(3, true);
        List<List<String>> undisturbed = encode(encoder(framesPerPacket, coding), records, 0);
        // Records hold between a third and a whole frame.
        int enough = 4 * (ENCODER_MEMORY + (entropy ? KEY_INTERVAL + framesPerPacket : 0) + framesPerPacket + 1);
        for (int cut = 0; cut <= records.size(); cut += 2) {
            SpeechToPackets successor = encoder(framesPerPacket, coding);
            for (int i = Math.max(0, cut - enough); i < cut; i++) {
                successor.recall(records.get(i), place(i));
            }
            assertTrue(successor.wake(), "after record " + cut);
            int end = Math.min(records.size(), cut + NEXT);
            List<List<String>> continued = encode(successor, records.subList(cut, end), cut);
            assertEquals(undisturbed.subList(cut, end), continued, "after record " + cut);
        }
    }

    @Test
    void shouldEncodeOnWithoutPositionsOnceTheBeginningIsKnown() {
        List<PcmRecord> records = life(2, false);
        List<List<String>> undisturbed = encode(encoder(FRAMES), records, 0);
        int firstEnd = 0;
        while (!records.get(firstEnd).endsStream()) {
            firstEnd++;
        }
        for (int cut = firstEnd + 1; cut <= records.size(); cut += 2) {
            SpeechToPackets successor = encoder(FRAMES);
            for (int i = firstEnd - 3; i < cut; i++) {
                successor.recall(records.get(i), place(i));
            }
            int end = Math.min(records.size(), cut + NEXT);
            List<List<String>> continued = encode(successor, records.subList(cut, end), cut);
            assertEquals(undisturbed.subList(cut, end), continued, "after record " + cut);
        }
    }

    @Test
    void shouldBeginAgainWhereNothingTellsThePosition() {
        List<PcmRecord> records = life(1, false);
        SpeechToPackets successor = encoder(FRAMES);
        for (int i = 10; i < 60; i++) {
            successor.recall(records.get(i), place(i));
        }
        List<String> packets = encode(successor, records.subList(60, records.size()), 60).stream()
                .flatMap(List::stream)
                .toList();
        assertEquals(0, packet(packets.get(0)).header().firstFrame());
    }

    @Test
    void shouldSayThatTheEncoderHeardTooLittleAndKeepTheFramesInPlace() {
        List<PcmRecord> records = life(1, true);
        List<List<String>> undisturbed = encode(encoder(FRAMES), records, 0);
        int cut = records.size() / 2;
        SpeechToPackets successor = encoder(FRAMES);
        successor.recall(records.get(cut - 1), place(cut - 1));
        assertFalse(successor.wake());

        List<List<String>> continued = encode(successor, records.subList(cut, records.size()), cut);
        List<List<String>> rest = undisturbed.subList(cut, records.size());
        assertNotEquals(rest, continued);
        int later = 4 * (ENCODER_MEMORY + FRAMES + 1);
        assertEquals(rest.subList(later, rest.size()), continued.subList(later, rest.size()));
    }

    @ParameterizedTest
    @CsvSource({"1, false, 0", "5, false, 3", "1, true, -4", "5, true, 0"})
    void shouldDecodeOnAfterAnyPacket(int framesPerPacket, boolean entropy, double semitones) {
        SpeechCodec codec = CODEC.speakingAs(new Voice(semitones, semitones == 0 ? 1 : 1.1));
        List<TokenRecord> packets = packets(framesPerPacket, entropy ? ENTROPY : PLAIN);
        int enough = 2 * DECODER_MEMORY + (entropy ? KEY_INTERVAL + framesPerPacket : 0);
        List<List<String>> undisturbed = decode(decoder(codec), packets, 0);
        assertEquals(semitones == 0, undisturbed.equals(decode(decoder(CODEC), packets, 0)));
        for (int cut = 0; cut <= packets.size(); cut += 2) {
            PacketsToSpeech successor = decoder(codec);
            for (int i = Math.max(0, cut - enough); i < cut; i++) {
                successor.recall(packets.get(i), place(i));
            }
            assertTrue(successor.wake(), "after packet " + cut);
            int end = Math.min(packets.size(), cut + NEXT);
            List<List<String>> continued = decode(successor, packets.subList(cut, end), cut);
            assertEquals(undisturbed.subList(cut, end), continued, "after packet " + cut);
        }
    }

    @Test
    void shouldSayThatTheDecoderHeardTooLittle() {
        List<TokenRecord> packets = packets(1, PLAIN);
        int cut = DECODER_MEMORY + 9;
        PacketsToSpeech successor = decoder(CODEC);
        for (int i = cut - 3; i < cut; i++) {
            successor.recall(packets.get(i), place(i));
        }
        assertFalse(successor.wake());
        assertEquals(
                decode(decoder(CODEC), packets, 0).get(cut).get(0).split(" ")[0],
                decode(successor, packets.subList(cut, cut + 1), cut)
                        .get(0)
                        .get(0)
                        .split(" ")[0]);
    }

    static Place place(int index) {
        return new Place(index, index);
    }

    private static SpeechToPackets encoder(int framesPerPacket) {
        return encoder(framesPerPacket, PLAIN);
    }

    private static SpeechToPackets encoder(int framesPerPacket, PacketCoding coding) {
        return new SpeechToPackets(CODEC, CODEBOOKS, framesPerPacket, coding);
    }

    private static PacketsToSpeech decoder(SpeechCodec codec) {
        return new PacketsToSpeech(codec, Optional.of(PRIOR));
    }

    /** Speech of one stream id; with positions also gaps, repeats, and a life that another one cuts short. */
    private static List<PcmRecord> life(int lives, boolean positions) {
        Random random = new Random(lives);
        List<PcmRecord> records = new ArrayList<>();
        for (int life = 0; life < lives; life++) {
            int position = 0;
            for (int i = 0; i < 200; i++) {
                int length = HOP / 3 + random.nextInt(HOP - HOP / 3);
                records.add(record(noise(random, length), positions, position));
                position += length;
                if (positions && i == 70) {
                    position += 7 * HOP + 11;
                } else if (positions && i == 90) {
                    position += HOP / 2;
                } else if (positions && random.nextInt(20) == 0) {
                    records.add(records.get(records.size() - 1));
                }
            }
            if (life != 1) {
                records.add(record(null, positions, position));
            }
        }
        return records;
    }

    private static PcmRecord record(float[] samples, boolean positions, int position) {
        return new PcmRecord(
                samples,
                16_000,
                positions ? OptionalLong.of(position) : OptionalLong.empty(),
                samples == null ? OptionalInt.empty() : wish(position));
    }

    /** Changes every third of a second or so: none, 1, 2, 3, 4. */
    private static OptionalInt wish(int position) {
        int wish = position / (17 * HOP) % 5;
        return wish == 0 ? OptionalInt.empty() : OptionalInt.of(wish);
    }

    private static float[] noise(Random random, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return Pcm16.toFloats(Pcm16.toBytes(samples));
    }

    /** What each record becomes. */
    static List<List<String>> encode(SpeechToPackets stream, List<PcmRecord> records, int firstTime) {
        List<List<String>> outputs = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            List<String> packets = new ArrayList<>();
            stream.add(
                    records.get(i),
                    place(firstTime + i),
                    (packet, bytes, epoch) -> packets.add(HexFormat.of().formatHex(bytes)));
            outputs.add(packets);
        }
        return outputs;
    }

    private static CodedPacket packet(String hex) {
        return PacketReader.open(HexFormat.of().parseHex(hex));
    }

    /** Of several lives, with gaps, repeats and ends. */
    private static List<TokenRecord> packets(int framesPerPacket, PacketCoding coding) {
        List<TokenRecord> packets = new ArrayList<>();
        Random random = new Random(7);
        for (List<String> some : encode(encoder(framesPerPacket, coding), life(3, true), 0)) {
            for (String hex : some) {
                if (random.nextInt(50) != 0) {
                    packets.add(new TokenRecord(packet(hex), OptionalLong.empty()));
                }
                if (random.nextInt(20) == 0) {
                    packets.add(new TokenRecord(packet(hex), OptionalLong.empty()));
                }
            }
        }
        return packets;
    }

    private static List<List<String>> decode(PacketsToSpeech stream, List<TokenRecord> packets, int firstTime) {
        List<List<String>> outputs = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            List<String> heard = new ArrayList<>();
            stream.add(packets.get(i), place(firstTime + i), new PacketsToSpeech.Listener() {
                @Override
                public void concealed(byte[] pcm, long position) {
                    heard.add("made up " + position + " " + HexFormat.of().formatHex(pcm));
                }

                @Override
                public void speech(byte[] pcm, long position, long missingFrames) {
                    heard.add(position + " " + missingFrames + " "
                            + HexFormat.of().formatHex(pcm));
                }

                @Override
                public void end(long length) {
                    heard.add("end " + length);
                }
            });
            outputs.add(heard);
        }
        return outputs;
    }
}
