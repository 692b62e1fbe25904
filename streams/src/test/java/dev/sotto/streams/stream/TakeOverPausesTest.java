package dev.sotto.streams.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.PacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.topic.PcmRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream whose pauses are left out is taken over in any of them, too. */
class TakeOverPausesTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final Prior PRIOR = TestPriors.of(TestModels.tiny(1), 2);
    private static final PacketCoding CODING = PacketCoding.PLAIN.withPauses(20);
    private static final PacketCoding ENTROPY = PacketCoding.entropy(PRIOR, 50).withPauses(20);
    private static final int RECORDS = 110;
    private static final int NEXT = 12;

    private static SpeechToPackets encoder(int framesPerPacket, boolean entropy) {
        return new SpeechToPackets(CODEC, 3, framesPerPacket, entropy ? ENTROPY : CODING);
    }

    private static PacketsToSpeech decoder() {
        return new PacketsToSpeech(CODEC, Optional.of(PRIOR));
    }

    /** 60 ms each: a room in which somebody speaks twice, and a gap. */
    private static List<PcmRecord> records() {
        Random random = new Random(5);
        List<PcmRecord> records = new ArrayList<>();
        long position = 0;
        for (int i = 0; i < RECORDS; i++) {
            double level = i >= 25 && i < 30 || i >= 95 && i < 99 ? 0.2 : 1e-3;
            float[] samples = new float[3 * HOP];
            for (int k = 0; k < samples.length; k++) {
                samples[k] = (float) (level * random.nextGaussian());
            }
            samples = Pcm16.toFloats(Pcm16.toBytes(samples));
            records.add(new PcmRecord(samples, 16_000, OptionalLong.of(position), OptionalInt.empty()));
            position += samples.length + (i == 60 ? 7 * HOP + 11 : 0);
        }
        records.add(new PcmRecord(null, 16_000, OptionalLong.of(position), OptionalInt.empty()));
        return records;
    }

    private static List<CodedPacket> packets(int framesPerPacket, boolean entropy) {
        return TakeOverTest.encode(encoder(framesPerPacket, entropy), records(), 0).stream()
                .flatMap(List::stream)
                .map(hex -> PacketReader.open(HexFormat.of().parseHex(hex)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "5, false", "30, false", "5, true"})
    void shouldLeaveOutPausesAndNoFrame(int framesPerPacket, boolean entropy) {
        List<CodedPacket> packets = packets(framesPerPacket, entropy);
        int pauseFrames = 0;
        long next = 0;
        boolean afterPause = false;
        for (CodedPacket packet : packets) {
            PacketHeader header = packet.header();
            assertTrue(header.firstFrame() == next || header.firstFrame() == next + 7, "frame " + next);
            next = header.nextFrame();
            pauseFrames += header.isPause() ? header.numFrames() : 0;
            assertEquals(entropy && !header.isPause(), header.isEntropyCoded());
            assertTrue(!afterPause || header.standsAlone(), "after a pause nothing before it is needed");
            afterPause = header.isPause();
        }
        assertTrue(packets.get(packets.size() - 1).header().endsStream());
        assertTrue(pauseFrames > 0.2 * next, pauseFrames + " of " + next + " frames");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "5, false", "1, true", "5, true"})
    void shouldEncodeOnAfterAnyRecord(int framesPerPacket, boolean entropy) {
        List<PcmRecord> records = records();
        List<List<String>> undisturbed = TakeOverTest.encode(encoder(framesPerPacket, entropy), records, 0);
        int keys = entropy ? ENTROPY.keyInterval() + framesPerPacket : 0;
        int enough = (CODEC.pauseMemoryFrames() + 20 + keys + 2 * framesPerPacket) / 3 + 2;
        for (int cut = 1; cut <= records.size(); cut += 9) {
            SpeechToPackets successor = encoder(framesPerPacket, entropy);
            for (int i = Math.max(0, cut - enough); i < cut; i++) {
                successor.recall(records.get(i), TakeOverTest.place(i));
            }
            assertTrue(successor.wake(), "after record " + cut);
            int end = Math.min(records.size(), cut + NEXT);
            assertEquals(
                    undisturbed.subList(cut, end),
                    TakeOverTest.encode(successor, records.subList(cut, end), cut),
                    "after record " + cut);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "5, false", "5, true"})
    void shouldDecodeOnAfterAnyPacket(int framesPerPacket, boolean entropy) {
        List<CodedPacket> packets = packets(framesPerPacket, entropy);
        List<List<String>> undisturbed = decode(decoder(), packets, 0);
        for (int cut = 1; cut < packets.size(); cut += 4) {
            PacketsToSpeech successor = decoder();
            for (int i = 0; i < cut; i++) {
                successor.recall(new TokenRecord(packets.get(i), OptionalLong.empty()), TakeOverTest.place(i));
            }
            assertTrue(successor.wake());
            int end = Math.min(packets.size(), cut + 4);
            assertEquals(undisturbed.subList(cut, end), decode(successor, packets.subList(cut, end), cut));
        }
    }

    /** What is made up, speech that goes on and noise, is the same for one who takes over before, in or after a gap. */
    @ParameterizedTest
    @CsvSource({"5, false", "5, true"})
    void shouldMakeUpTheSameAfterAnyPacket(int framesPerPacket, boolean entropy) {
        List<CodedPacket> packets = new ArrayList<>(packets(framesPerPacket, entropy));
        // In speech and in a pause, of a packet and of many.
        packets.removeIf(packet -> {
            long frame = packet.header().firstFrame();
            return frame >= 80 && frame < 85 || frame >= 185 && frame < 240 || frame >= 290 && frame < 295;
        });
        List<List<String>> undisturbed = decode(decoder(), packets, 0);
        assertTrue(undisturbed.stream()
                        .flatMap(List::stream)
                        .filter(h -> h.startsWith("made up"))
                        .count()
                >= 3);
        for (int cut = 1; cut < packets.size(); cut++) {
            PacketsToSpeech successor = decoder();
            int from = cut;
            long frames = 0;
            while (from > 0 && (frames <= CODEC.decoderMemoryFrames() || !standsAlone(packets.get(from)))) {
                frames += packets.get(--from).header().numFrames();
            }
            for (int i = from; i < cut; i++) {
                successor.recall(new TokenRecord(packets.get(i), OptionalLong.empty()), TakeOverTest.place(i));
            }
            assertTrue(successor.wake());
            int end = Math.min(packets.size(), cut + 2);
            assertEquals(
                    undisturbed.subList(cut, end),
                    decode(successor, packets.subList(cut, end), cut),
                    "after " + packets.get(cut - 1).header());
        }
    }

    private static boolean standsAlone(CodedPacket packet) {
        return packet.header().standsAlone();
    }

    private static List<List<String>> decode(PacketsToSpeech stream, List<CodedPacket> packets, int firstTime) {
        List<List<String>> outputs = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            List<String> heard = new ArrayList<>();
            TokenRecord record = new TokenRecord(packets.get(i), OptionalLong.empty());
            stream.add(record, TakeOverTest.place(firstTime + i), new PacketsToSpeech.Listener() {
                @Override
                public void concealed(byte[] pcm, long position) {
                    heard.add("made up " + position + HexFormat.of().formatHex(pcm));
                }

                @Override
                public void speech(byte[] pcm, long position, long missingFrames) {
                    heard.add(position + " " + HexFormat.of().formatHex(pcm));
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
