package dev.sotto.streams.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketWriter;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page WIRE.md is true: its examples are what we write and read, and its reader reads. */
class WirePageTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String FIVE_FRAMES = "36fc7acdaf26b869c96";

    @TempDir
    Path folder;

    private record Example(String topic, byte[] key, Headers headers, byte[] value) {}

    @Test
    void shouldShowRecordsOfSpeechAsTheyAreWritten() throws IOException {
        List<Example> examples = examples("voice.pcm");
        PcmRecord speech =
                PcmRecord.read(examples.get(0).value(), examples.get(0).headers());
        assertArrayEquals(new float[] {0, 1 / 32768f, -1 / 32768f, -1}, speech.samples());
        assertEquals(OptionalLong.of(320), speech.position());
        PcmRecord end = PcmRecord.read(examples.get(1).value(), examples.get(1).headers());
        assertTrue(end.endsStream());
        assertEquals(OptionalLong.of(324), end.position());
        Example decoded = examples("voice.pcm.decoded").get(0);
        assertEquals(OptionalLong.of(5), StreamHeaders.read(decoded.headers(), StreamHeaders.GAP));
        Example madeUp = examples("voice.pcm.decoded").get(1);
        assertEquals(OptionalLong.of(2), StreamHeaders.read(madeUp.headers(), StreamHeaders.CONCEALED));
        for (Example example : List.of(examples.get(0), examples.get(1), decoded, madeUp)) {
            assertEquals("call-1", StreamId.read(example.key()));
            PcmRecord record = PcmRecord.read(example.value(), example.headers());
            Headers written = new RecordHeaders();
            byte[] value = new PcmSerde().serializer().serialize("t", written, record);
            assertArrayEquals(example.value(), value);
            StreamHeaders.read(example.headers(), StreamHeaders.GAP)
                    .ifPresent(gap -> StreamHeaders.add(written, StreamHeaders.GAP, gap));
            StreamHeaders.read(example.headers(), StreamHeaders.CONCEALED)
                    .ifPresent(made -> StreamHeaders.add(written, StreamHeaders.CONCEALED, made));
            assertEquals(example.headers(), written);
        }
    }

    @Test
    void shouldShowPacketsAsTheyAreWritten() throws IOException {
        List<Example> examples = examples("voice.tokens");
        List<Packet> packets = List.of(
                new Packet(0xfedc, 300, 10, tokens(6, 30, 10), Packet.NOT_LAST),
                new Packet(0xabcd, 127, 16, tokens(1, 2, 16), 159),
                new Packet(0xabcd, 127, 16, tokens(1, 2, 16), 159));
        assertEquals(packets.size(), examples.size());
        for (int i = 0; i < packets.size(); i++) {
            assertEquals(
                    packets.get(i),
                    new PacketSerde()
                            .deserializer()
                            .deserialize("t", examples.get(i).value()));
            assertArrayEquals(
                    PacketWriter.write(packets.get(i)), examples.get(i).value());
        }
        assertEquals(OptionalLong.of(48), StreamHeaders.read(examples.get(2).headers(), StreamHeaders.EPOCH));
        assertTrue(page().contains("0" + FIVE_FRAMES), "the golden tokens");
    }

    @Test
    void shouldReadAPacketInPythonAsThePageOfPacketsDoes() throws IOException {
        String packets = Files.readString(Path.of("..", "codec", "PACKETS.md"));
        for (String name : List.of("check", "number", "leb128", "read_packet")) {
            assertEquals(function(packets, name), function(page(), name));
        }
    }

    @Test
    void shouldHoldAPythonReaderOfWhatKcatPrints() throws Exception {
        assumePython();
        ByteArrayOutputStream kcat = new ByteArrayOutputStream();
        print(kcat, 1000, "call-1", packet(0, 2, Packet.NOT_LAST));
        print(kcat, 1001, "über 2", packet(7, 1, Packet.NOT_LAST));
        print(kcat, 1000, "call-1", packet(0, 2, Packet.NOT_LAST));
        print(kcat, 1040, "call-1", packet(1, 2, Packet.NOT_LAST));
        print(kcat, 1060, "call-1", packet(3, 0, 5));
        print(kcat, 2000, "call-1", packet(0, 1, 5));

        assertEquals(
                List.of(
                        "1000 call-1 0 13 764",
                        "1000 call-1 1 491 218",
                        "1001 über 2 7 13 764",
                        "1040 call-1 2 491 218",
                        "1060 call-1 end",
                        "2000 call-1 0 13 764",
                        "2000 call-1 end"),
                python(kcat.toByteArray()).lines().toList());
    }

    @Test
    void shouldHoldAPythonReaderThatRefusesWhatIsNoPacket() throws Exception {
        assumePython();
        ByteArrayOutputStream kcat = new ByteArrayOutputStream();
        print(kcat, 1000, "call-1", new byte[] {(byte) 0xa2, 0, 0});
        assertTrue(python(kcat.toByteArray()).contains("ValueError: no packet of version 1"));
    }

    private static Packet packetOf(long first, int frames, int padding) {
        return new Packet(0x1234, first, 10, tokens(2, 2 * frames, 10), padding);
    }

    private static byte[] packet(long first, int frames, int padding) {
        return PacketWriter.write(packetOf(first, frames, padding));
    }

    /** As the golden packets of the codec have them. */
    private static TokenSequence tokens(int codebooks, int count, int bits) {
        return new TokenSequence(
                codebooks,
                IntStream.range(0, count)
                        .map(i -> (i * 7919 + 13) % (1 << bits))
                        .toArray());
    }

    private static void print(ByteArrayOutputStream out, long timestamp, String id, byte[] value) {
        byte[] key = StreamId.write(id);
        out.writeBytes((timestamp + " " + key.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(key);
        out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
        out.writeBytes(value);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("WIRE.md"));
    }

    private static List<String> blocks(String page, String kind) {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String function(String page, String name) {
        return Pattern.compile("^def " + name + "\\(.*?(?=^\\S)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static List<Example> examples(String topic) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String block : blocks(page(), "record")) {
            Example example = example(block);
            if (example.topic().equals(topic)) {
                examples.add(example);
            }
        }
        return examples;
    }

    private static Example example(String block) {
        String topic = null;
        byte[] key = null;
        byte[] value = null;
        Headers headers = new RecordHeaders();
        for (String line : block.lines().toList()) {
            String[] words = line.split(" +");
            switch (words[0]) {
                case "topic" -> topic = words[1];
                case "key" -> key = HEX.parseHex(words[1]);
                case "header" -> headers.add(words[1], HEX.parseHex(words[2]));
                case "value" -> value = words[1].equals("null") ? null : HEX.parseHex(words[1]);
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new Example(topic, key, headers, value);
    }

    private static void assumePython() throws InterruptedException {
        boolean found;
        try {
            Process process =
                    new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))").start();
            found = process.waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "there is no python3 of 3.8 or newer here to run the reader of WIRE.md");
    }

    private String python(byte[] input) throws IOException, InterruptedException {
        Path reader = Files.writeString(
                folder.resolve("reader.py"), blocks(page(), "python").get(0));
        Path in = Files.write(folder.resolve("kcat.out"), input);
        ProcessBuilder builder = new ProcessBuilder("python3", reader.toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process =
                builder.redirectErrorStream(true).redirectInput(in.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
