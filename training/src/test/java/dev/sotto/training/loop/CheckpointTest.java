package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.model.TestModels;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.engine.TestTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    @TempDir
    Path folder;

    private final TrainingOptions options = TestRuns.options(10, CodebookLearning.LOSS, 0.5);

    private TrainingState state(long seed) {
        TrainingState state = new TrainingState(options, TestTensors.device());
        state.start(TestModels.tiny(seed));
        return state;
    }

    private Checkpoint write(TrainingState state, History.Point... history) throws IOException {
        Checkpoint checkpoint =
                new Checkpoint("checkpoint-3.safetensors", options, 3, 1.5, 12, 2, 0, true, List.of(history));
        checkpoint.write(folder, state);
        return checkpoint;
    }

    private String refusal() {
        return assertThrows(BadInputException.class, () -> Checkpoint.read(folder))
                .getMessage();
    }

    @Test
    void shouldBringEverythingBack() throws IOException {
        Map<String, float[]> saved;
        try (TrainingState state = state(1)) {
            saved = TestRuns.values(state);
            write(state);
        }
        Checkpoint read = Checkpoint.read(folder);
        assertTrue(new CheckpointFolder(folder).holdsRun());
        assertEquals(options, read.options());
        assertEquals(3, read.step());
        assertEquals(1.5, read.seconds());
        assertEquals(12, read.audioSeconds());
        assertTrue(read.quantizing());
        try (TrainingState state = state(2)) {
            read.restore(folder, state);
            assertEquals(2, state.optimizer().updates());
            TestRuns.values(state).forEach((name, values) -> assertArrayEquals(saved.get(name), values, name));
        }
    }

    @Test
    void shouldKeepTheCurvesWhateverTheyShow() throws IOException {
        float[] values = new float[StepReport.SIZE];
        values[0] = Float.NaN;
        values[4] = Float.POSITIVE_INFINITY;
        History.Point point =
                new History.Point(50, 2, 3, StepReport.of(values), Float.NaN, new double[] {1, Double.NaN});
        try (TrainingState state = state(1)) {
            write(state, point);
        }
        History.Point read = Checkpoint.read(folder).history().get(0);
        assertTrue(Float.isNaN(read.training().loss()) && Float.isNaN(read.devEnvelope()));
        assertEquals(Float.POSITIVE_INFINITY, read.training().aperiodicity());
        assertArrayEquals(point.perplexities(), read.perplexities());
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertFalse(new CheckpointFolder(folder).holdsRun());
        assertTrue(refusal().contains("no checkpoint"));
    }

    @Test
    void shouldRefuseADamagedCheckpoint() throws IOException {
        try (TrainingState state = state(1)) {
            write(state);
        }
        Path file = folder.resolve("checkpoint.json");
        String whole = Files.readString(file);
        for (String text : List.of(
                "",
                "null",
                "{}",
                "[]",
                "7",
                "\u0000\u0001",
                "{\"arrays\": \"checkpoint-3.safetensors\"}",
                "{\"arrays\": \"checkpoint-3.safetensors\", \"options\": {}}",
                whole.substring(0, whole.length() / 2),
                whole.replace("checkpoint-3", "checkpoint-4"),
                whole.replace("\"arrays\"", "\"other\""),
                whole.replace("\"config\"", "\"other\""),
                whole.replace("\"history\"", "\"other\""),
                whole.replace("\"LOSS\"", "\"GUESS\""),
                whole.replace("\"dilations\"", "\"other\""),
                whole.replace("\"codebookSize\": 64", "\"codebookSize\": -1"),
                whole.replace("\"step\": 3", "\"step\": \"x\""))) {
            assertNotEquals(whole, text, "the damage is there");
            Files.writeString(file, text);
            String refusal = assertThrows(BadInputException.class, () -> Checkpoint.read(folder), text)
                    .getMessage();
            assertTrue(refusal.contains("checkpoint.json") && refusal.contains("another folder"), refusal);
        }
    }

    @Test
    void shouldRefuseDamagedArrays() throws IOException {
        try (TrainingState state = state(1)) {
            Checkpoint checkpoint = write(state);
            Path file = folder.resolve(checkpoint.arrays());
            byte[] whole = Files.readAllBytes(file);
            byte[] otherName = new String(whole, StandardCharsets.ISO_8859_1)
                    .replace("adam.0.mean", "adam.0.moan")
                    .getBytes(StandardCharsets.ISO_8859_1);
            byte[] hugeHeader = whole.clone();
            Arrays.fill(hugeHeader, 2, 6, (byte) 0x7f);
            for (byte[] damaged : List.of(
                    new byte[0],
                    Arrays.copyOf(whole, 5),
                    Arrays.copyOf(whole, 200),
                    Arrays.copyOf(whole, whole.length - 1),
                    otherName,
                    hugeHeader)) {
                Files.write(file, damaged);
                String refusal = assertThrows(BadInputException.class, () -> checkpoint.restore(folder, state))
                        .getMessage();
                assertTrue(refusal.contains(checkpoint.arrays()), refusal);
            }
        }
    }
}
