package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.training.loop.Checkpoint;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a model, which spares the k-means of the shape that ships: {@code KMeansTest} has a small one. */
class TrainCommandTest {

    @TempDir
    Path folder;

    private Path speech;
    private Path out;
    private Path from;

    @BeforeEach
    void write() throws IOException {
        speech = Files.createDirectories(folder.resolve("speech"));
        AudioFiles.writeWav(TestAudio.speech(1, 2), speech.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.speech(2, 1), speech.resolve("b.wav"));
        Files.writeString(speech.resolve("broken.wav"), "This is no sound.");
        Files.writeString(speech.resolve("SOURCES.md"), "# Sources\n\nSynthetic, CC0.\n");
        out = folder.resolve("out");
        from = folder.resolve("from.safetensors");
        Files.write(
                from, ModelFile.write(CodecConfig.DEFAULT, TestModels.tensors(CodecConfig.DEFAULT, 1), true, Map.of()));
    }

    private String read(String name) throws IOException {
        return Files.readString(out.resolve(name));
    }

    @Test
    void shouldTrainResumeAndLeaveAModelItsCardAndItsCurves() throws IOException {
        Path dev = Files.createDirectories(folder.resolve("dev"));
        AudioFiles.writeWav(TestAudio.speech(3, 0.8), dev.resolve("c.wav"));
        CommandRun first = CommandRun.of(
                "train",
                "--data",
                speech,
                "--out",
                out,
                "--from",
                from,
                "--steps",
                2,
                "--batch-size",
                1,
                "--segment-frames",
                24,
                "--dev",
                dev);

        first.assertDone();
        assertTrue(first.err().contains("2 clips, 0.1 minutes of speech"), first.err());
        assertTrue(
                first.err().contains("cannot be read: 1; the first: ")
                        && first.err().contains("broken.wav"),
                first.err());
        assertTrue(first.err().contains("Left out, as their names are not those of audio files: 1 .md."), first.err());
        assertTrue(first.out().startsWith("2 steps"), first.out());
        assertTrue(first.out().contains("| Sotto, 8 codebooks |"), first.out());
        assertTrue(read("MODEL.md").contains("2 steps of 1 segments of 0.48 s"), read("MODEL.md"));
        assertTrue(read("MODEL.md").contains("| Sotto, 8 codebooks |"), read("MODEL.md"));
        assertTrue(read("MODEL.md").contains("Synthetic, CC0."), read("MODEL.md"));
        assertTrue(hasColour(ImageIO.read(out.resolve("curves.png").toFile())), "one point is to be seen");
        assertEncodes(ModelFile.read(out.resolve("model.safetensors")), "2");

        CommandRun resumed = CommandRun.of("train", "--data", speech, "--out", out, "--resume", "--steps", 3);
        resumed.assertDone();
        assertTrue(resumed.out().startsWith("3 steps"), resumed.out());
        Checkpoint checkpoint = Checkpoint.read(out);
        assertEquals(3, checkpoint.step());
        assertEquals(1, checkpoint.options().batchSize());
        assertEquals(24, checkpoint.options().segmentFrames());
        assertTrue(read("MODEL.md").contains("3 steps of 1 segments"), read("MODEL.md"));
        // --dev of the first command counts for the second.
        assertTrue(read("MODEL.md").contains("| Sotto, 8 codebooks |"), read("MODEL.md"));
        assertEncodes(ModelFile.read(out.resolve("model.safetensors")), "3");
    }

    /** Whether the left half, where there is no legend, has anything but shades of grey. */
    private static boolean hasColour(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight() / 2; y++) {
            for (int x = 0; x < picture.getWidth() * 2 / 5; x++) {
                Color colour = new Color(picture.getRGB(x, y));
                if (Math.abs(colour.getRed() - colour.getBlue()) > 100) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shouldKeepANewEndOfARunThatIsKilledBeforeItsFirstCheckpoint() throws IOException {
        RunMemory begun = RunMemory.NOTHING.with(folder.resolve("dev"), null, 0, 30);
        begun.write(out);
        RunMemory.read(out).with(null, null, 0, 60).write(out);

        RunMemory resumed = RunMemory.read(out).with(null, null, 0, 0);
        assertEquals(60, resumed.minutes());
        assertEquals(folder.resolve("dev").toAbsolutePath(), resumed.devFolder());
    }

    private static void assertEncodes(ModelFile model, String steps) {
        assertEquals(CodecConfig.DEFAULT, model.config());
        assertEquals(steps, model.metadata().get("training_steps"));
        Waveform clip = TestAudio.speech(5, 0.3);
        SpeechCodec codec = SpeechCodec.of(model);
        assertEquals(
                clip.length(),
                codec.decode(codec.encode(clip, 8), clip.length()).length());
    }
}
