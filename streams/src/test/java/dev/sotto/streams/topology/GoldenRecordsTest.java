package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a release before this one wrote, and what it made of it: see README.md beside the records. */
class GoldenRecordsTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);
    private static final int CODEBOOKS = 3;
    private static final int FRAMES = 2;
    private static final int KEY_INTERVAL = 3;
    private static final int SAMPLES = 1_500;
    private static final int PIECE = 480;
    private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "sotto", "streams", "golden");
    private static final HexFormat HEX = HexFormat.of();

    /** One record, as it is told in the files. */
    private static String text(TestRecord<byte[], byte[]> record) {
        StringBuilder text =
                new StringBuilder("timestamp " + record.timestamp() + "\nkey " + HEX.formatHex(record.key()));
        record.headers().forEach(header -> text.append("\nheader ")
                .append(header.key())
                .append(' ')
                .append(new String(header.value(), StandardCharsets.US_ASCII)));
        return text + "\nvalue " + (record.value() == null ? "null" : HEX.formatHex(record.value()));
    }

    private static List<String> golden(String name) throws IOException {
        return List.of(
                Files.readString(FOLDER.resolve(name + ".records")).strip().split("\n\n"));
    }

    private static TestRecord<byte[], byte[]> record(String text) {
        Headers headers = new RecordHeaders();
        Pattern.compile("header (\\S+) (\\S+)")
                .matcher(text)
                .results()
                .forEach(header -> headers.add(header.group(1), header.group(2).getBytes(StandardCharsets.US_ASCII)));
        String value = field(text, "value");
        return new TestRecord<>(
                HEX.parseHex(field(text, "key")),
                value.equals("null") ? null : HEX.parseHex(value),
                headers,
                Long.parseLong(field(text, "timestamp")));
    }

    private static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static CodecDriver encoder(boolean entropy) {
        PacketCoding coding = entropy ? PacketCoding.entropy(PRIOR, KEY_INTERVAL) : PacketCoding.PLAIN;
        return CodecDriver.ofEncoder(
                CodecTopology.encode(Topics.DEFAULT, CODEC, CODEBOOKS, FRAMES, coding, Continuity.WITHOUT_REPLAY));
    }

    private static CodecDriver decoder() {
        return CodecDriver.ofDecoder(
                CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.of(PRIOR), Continuity.WITHOUT_REPLAY));
    }

    /** @param more a header that nobody knows yet */
    private static List<String> through(CodecDriver codec, List<String> records, boolean more) {
        try (codec) {
            for (String text : records) {
                TestRecord<byte[], byte[]> record = record(text);
                if (more) {
                    record.headers().add("sotto.of-a-later-release", new byte[] {1, 2, 3});
                }
                codec.send(record.key(), record.value(), record.headers(), record.timestamp());
            }
            assertEquals(0, codec.count(Counter.DEAD_LETTERS));
            return codec.output().stream().map(GoldenRecordsTest::text).toList();
        }
    }

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (!Boolean.getBoolean("sotto.golden.write")) {
            return;
        }
        List<String> pcm = new ArrayList<>();
        Random random = new Random(7);
        float[] samples = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        byte[] key = "kitchen/anna".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= SAMPLES; at = at == SAMPLES ? SAMPLES + 1 : Math.min(SAMPLES, at + PIECE)) {
            byte[] value = at == SAMPLES ? null : Pcm16.toBytes(samples, at, Math.min(PIECE, SAMPLES - at));
            pcm.add(text(new TestRecord<>(key, value, StreamHeaders.of(16_000, at), 1_000L + at / 16)));
        }
        write("pcm", pcm);
        write("tokens", through(encoder(false), pcm, false));
        write("tokens-entropy", through(encoder(true), pcm, false));
        write("decoded", through(decoder(), golden("tokens"), false));
    }

    private static void write(String name, List<String> records) throws IOException {
        Files.writeString(FOLDER.resolve(name + ".records"), String.join("\n\n", records) + "\n");
    }

    @ParameterizedTest
    @CsvSource({"tokens, false, false", "tokens-entropy, true, false", "tokens, false, true"})
    void shouldEncodeAsTheReleaseBefore(String tokens, boolean entropy, boolean more) throws IOException {
        assertEquals(golden(tokens), through(encoder(entropy), golden("pcm"), more));
    }

    @ParameterizedTest
    @CsvSource({"tokens, false", "tokens-entropy, false", "tokens, true"})
    void shouldDecodeAsTheReleaseBefore(String tokens, boolean more) throws IOException {
        List<String> decoded = through(decoder(), golden(tokens), more);
        assertEquals(golden("decoded"), decoded);
    }

    /** An encoder before epochs, and a decoder of today. */
    @Test
    void shouldDecodePacketsWithoutEpochs() throws IOException {
        List<String> old = golden("tokens").stream()
                .map(text -> text.replaceAll("header sotto.epoch \\d+\n", ""))
                .toList();
        assertTrue(!old.equals(golden("tokens")), "there are epochs to leave out");
        assertEquals(golden("decoded"), through(decoder(), old, false));
    }
}
