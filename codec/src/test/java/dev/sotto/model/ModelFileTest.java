package dev.sotto.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

    private static final Map<String, Tensor> TENSORS = TestModels.tensors(TestModels.TINY, 1);
    private static final byte[] FILE = ModelFile.write(TestModels.TINY, TENSORS, false, Map.of("steps", "12"));

    private static String refusal(byte[] bytes) {
        String message = assertThrows(ModelFormatException.class, () -> ModelFile.read(bytes, "a.file"))
                .getMessage();
        assertTrue(message.startsWith("a.file cannot be used as a model: "), message);
        return message;
    }

    private static int headerLength() {
        return (int) ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** The file with another header, whose length is put right. */
    private static byte[] withHeader(UnaryOperator<String> change) {
        int length = headerLength();
        String old = new String(FILE, 8, length, StandardCharsets.UTF_8);
        byte[] header = change.apply(old).getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(FILE.length - length + header.length).order(ByteOrder.LITTLE_ENDIAN);
        return out.putLong(header.length)
                .put(header)
                .put(FILE, 8 + length, FILE.length - 8 - length)
                .array();
    }

    private static byte[] withMetadata(String key, String value) {
        Map<String, String> metadata =
                new LinkedHashMap<>(ModelFile.read(FILE, "a.file").metadata());
        metadata.put(key, value);
        return new Safetensors(metadata, TENSORS).write(false);
    }

    private static byte[] withTensors(Map<String, Tensor> changed) {
        return new Safetensors(ModelFile.read(FILE, "a.file").metadata(), changed).write(false);
    }

    @Test
    void shouldComeBackAsWritten(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("tiny.safetensors"), FILE);
        ModelFile model = ModelFile.read(path);
        assertEquals(TestModels.TINY, model.config());
        assertEquals("12", model.metadata().get("steps"));
        assertEquals(
                new ArrayList<>(TENSORS.keySet()),
                new ArrayList<>(model.tensors().keySet()));
        TENSORS.forEach((name, tensor) ->
                assertArrayEquals(tensor.values(), model.tensors().get(name).values()));
    }

    @Test
    void shouldGiveTheSameBytesWhateverTheOrder() {
        List<String> names = new ArrayList<>(TENSORS.keySet());
        Collections.reverse(names);
        Map<String, Tensor> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, TENSORS.get(name)));
        assertArrayEquals(FILE, ModelFile.write(TestModels.TINY, reversed, false, Map.of("steps", "12")));
    }

    @Test
    void shouldHaveAFingerprintOfItsBytes() {
        ModelFile model = ModelFile.read(FILE, "a.file");
        assertEquals(model.fingerprint(), ModelFile.read(FILE.clone(), "b.file").fingerprint());
        byte[] other = FILE.clone();
        other[other.length - 4] ^= 1;
        assertNotEquals(model.fingerprint(), ModelFile.read(other, "a.file").fingerprint());
        assertEquals(model.fingerprint().mark(), model.packetFingerprint());
    }

    @Test
    void shouldRoundWeightsToHalfPrecision() {
        byte[] half = ModelFile.write(TestModels.TINY, TENSORS, true, Map.of());
        assertTrue(half.length < FILE.length * 0.6);
        ModelFile model = ModelFile.read(half, "half");
        TENSORS.forEach((name, tensor) ->
                assertArrayEquals(tensor.values(), model.tensors().get(name).values(), 10f / 2048));
        assertArrayEquals(half, ModelFile.write(TestModels.TINY, model.tensors(), true, Map.of()));
    }

    @Test
    void shouldRefuseAFileCutShortAnywhere() {
        int header = headerLength();
        int last = FILE.length - 1;
        for (int length : new int[] {0, 1, 7, 8, 9, 8 + header / 2, 7 + header, 8 + header, 9 + header, last}) {
            refusal(Arrays.copyOf(FILE, length));
        }
        assertTrue(refusal(Arrays.copyOf(FILE, FILE.length - 1)).contains("cut short"));
        assertTrue(refusal(Arrays.copyOf(FILE, FILE.length + 4)).contains("4 bytes follow"));
    }

    @Test
    void shouldReadOrRefuseButNeverFailOtherwiseWhenABitOfTheHeaderFlips() {
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int at = 0; at < 8 + headerLength(); at++) {
            byte[] flipped = FILE.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                ModelFile.read(flipped, "a.file");
            } catch (ModelFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > headerLength() / 2, refused + " refused");
    }

    @Test
    void shouldRefuseWhatIsNoSafetensorsFile() {
        byte[] text = "This is no model but a letter to a friend, who asked for one.".getBytes(StandardCharsets.UTF_8);
        assertTrue(refusal(text).contains("no safetensors file"));
        assertTrue(refusal(withHeader(h -> "[]")).contains("no JSON object"));
        assertTrue(refusal(withHeader(h -> "{\"a\":")).contains("no valid JSON"));
        assertTrue(refusal(withHeader(h -> "{\"a\":1}")).contains("no object"));
        byte[] negative = FILE.clone();
        negative[7] = (byte) 0x80;
        assertTrue(refusal(negative).contains("header length"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"F32\"                | \"I64\"                  | neither F32 nor F16",
                "\"shape\":[16,112,3]   | \"shape\":[16,112,4]     | does not fit its data_offsets",
                "\"shape\":[16,112,3]   | \"shape\":[336,16]       | has the shape [336, 16]",
                "\"shape\":[16,112,3]   | \"shape\":[16,-1,3]    | a number is wrong",
                "\"shape\":[16,112,3]   | \"shape\":[1e9,1,3]    | a number is wrong",
                "\"shape\":[16,112,3]   | \"shape\":[60000000,60000000,60000000] | too large",
                "\"shape\":[16,112,3]   | \"shape\":7              | a list is missing",
                "\"data_offsets\":[0,21504] | \"data_offsets\":[4,21508] | overlaps",
                "\"data_offsets\":[0,21504] | \"data_offsets\":[21504,0] | data_offsets",
                "encoder.out.bias       | encoder.out.bios         | encoder.out.bias is missing",
            })
    void shouldRefuseAHeaderThatDoesNotFit(String found, String replacement, String reason) {
        String message = refusal(withHeader(header -> {
            assertTrue(header.contains(found), found);
            return header.replaceFirst(Pattern.quote(found), replacement);
        }));
        assertTrue(message.contains(reason), message);
    }

    @Test
    void shouldRefuseOtherFormatsVersionsAndConfigurations() {
        assertTrue(refusal(withMetadata("format", "pt")).contains("no model of Sotto's"));
        String older = refusal(withMetadata("version", "1"));
        assertTrue(older.contains("it is of version 1, this program runs version 2 alone"), older);
        String config = ModelFile.read(FILE, "a.file").metadata().get("config");
        assertTrue(refusal(withMetadata("config", "{}")).contains("configuration"));
        assertTrue(refusal(withMetadata("config", "")).contains("no configuration"));
        assertTrue(refusal(withMetadata("config", "no")).contains("configuration"));
        String odd = config.replace("\"codebookSize\":64", "\"codebookSize\":63");
        assertTrue(refusal(withMetadata("config", odd)).contains("power of two"));
        String wide = config.replace("\"latentDim\":8", "\"latentDim\":9");
        assertTrue(refusal(withMetadata("config", wide)).contains("its configuration asks for"));
        String dilations = config.replace("\"encoderFast\":[1,3]", "\"encoderFast\":[null,3]");
        assertTrue(refusal(withMetadata("config", dilations)).contains("configuration"));
        String steps = config.replace("\"stepLength\":80", "\"stepLength\":40");
        assertTrue(refusal(withMetadata("config", steps)).contains("not for 16000 Hz and steps of 40"));
    }

    @Test
    void shouldRefuseExtraTensorsAndNumbersThatAreNotFinite() {
        Map<String, Tensor> extra = new LinkedHashMap<>(TENSORS);
        extra.put("extra", new Tensor(new int[] {1}, new float[1]));
        assertTrue(refusal(withTensors(extra)).contains("tensor extra"));
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            Map<String, Tensor> tensors = TestModels.tensors(TestModels.TINY, 1);
            tensors.get("decoder.in.weight").values()[3] = bad;
            assertTrue(refusal(withTensors(tensors)).contains("decoder.in.weight"));
            assertThrows(
                    IllegalArgumentException.class, () -> ModelFile.write(TestModels.TINY, tensors, false, Map.of()));
        }
        Map<String, Tensor> tooLarge = TestModels.tensors(TestModels.TINY, 1);
        tooLarge.get("decoder.in.weight").values()[3] = 1e6f;
        assertThrows(IllegalArgumentException.class, () -> ModelFile.write(TestModels.TINY, tooLarge, true, Map.of()));
    }

    @Test
    void shouldRefuseAFileTooLargeBeforeReadingIt(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(1L << 32);
        }
        assertThrows(ModelFormatException.class, () -> ModelFile.read(path));
    }
}
