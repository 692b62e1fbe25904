package dev.sotto.training.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.CodecConfig;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.loop.History;
import dev.sotto.training.loop.StepReport;
import dev.sotto.training.loop.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

    @TempDir
    Path folder;

    private String card(Path data, String evaluation) throws IOException {
        TrainingOptions options = new TrainingOptions(
                CodecConfig.DEFAULT,
                1000,
                0,
                8,
                50,
                1e-3f,
                CodebookLearning.LOSS,
                0.25f,
                0.1,
                42,
                6,
                0.1,
                new Acoustics(0.1, 0.2),
                new AdversarialTraining(0.5, 0.03f, 0.3f),
                0.2f);
        float[] values = {3.25f, 0.5f, 0.05f, 0.04f, 1, 0.1f, 0.9f, 0.9f, 0, 0, 1};
        History.Point last = new History.Point(
                1000, 600, 8000, StepReport.of(values), 4.5f, new double[] {500, 600, 1, 1, 1, 1, 1, 1});
        return new ModelCard(options, data, 12, 3600, 1000, 600, 8000, 4_000_000, List.of(last), evaluation).markdown();
    }

    private static void assertContains(String card, String... parts) {
        for (String part : parts) {
            assertTrue(card.contains(part), part + " is missing in:\n" + card);
        }
    }

    @Test
    void shouldSayHowTheModelWasMade() throws IOException {
        assertContains(
                card(folder, "| a table |\n"),
                "16000 Hz mono, 320 samples a frame, 8 codebooks of 1024, 0.5 to 4.0 kbps",
                "4.00 million parameters",
                "1000 steps of 8 segments of 1.00 s: 2.2 hours of speech heard in 10.0 minutes",
                "12 clips of 60.0 minutes",
                "the codebook loss, commitment 0.25, highest learning rate 1.0e-03, seed 42",
                "Speed, pitch and formants of the segments changed by up to 10 %",
                "From 50 % of the run on against discriminators of envelopes (weights 0.030 and 0.30)",
                "envelope 4.34 dB, pitch 30 cents, voicing 4.0 % of the steps",
                "## Evaluation",
                "| a table |");
    }

    @Test
    void shouldRepeatWhatTheDataSaysOfItsLicences() throws IOException {
        Path data = Files.createDirectories(folder.resolve("speech").resolve("train"));
        Files.writeString(folder.resolve("speech").resolve("SOURCES.md"), "# Sources\n\nMine, CC0.\n");
        String card = card(data, "");

        assertContains(card, "## Data\n\nMine, CC0.");
        assertFalse(card.contains("# Sources"), card);
        assertFalse(card.contains("Evaluation"), card);
        Files.writeString(data.resolve("SOURCES.md"), "Hers, CC BY 4.0.\n");
        assertContains(card(data, ""), "Hers, CC BY 4.0.");
    }

    @Test
    void shouldSayThatTheDataSaysNothing() throws IOException {
        Path data = Files.createDirectories(folder.resolve("speech"));
        assertContains(card(data, ""), "The training folder speech says nothing of its licences");
    }
}
