package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.model.TestModels;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.data.SampleCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small runs on a small corpus. */
final class TestRuns {

    private TestRuns() {}

    /** Two segments of 12 frames a step, the quantizer from the given share of the run on. */
    static TrainingOptions options(long steps, CodebookLearning learning, double warmStart) {
        return options(steps, learning, warmStart, Acoustics.NONE);
    }

    static TrainingOptions options(long steps, CodebookLearning learning, double warmStart, Acoustics acoustics) {
        return options(steps, learning, warmStart, acoustics, AdversarialTraining.OFF);
    }

    static TrainingOptions options(
            long steps,
            CodebookLearning learning,
            double warmStart,
            Acoustics acoustics,
            AdversarialTraining adversarial) {
        return new TrainingOptions(
                TestModels.TINY, steps, 0, 2, 12, 3e-3f, learning, 0.25f, warmStart, 7, 6, acoustics, adversarial);
    }

    /** Three clips that sound somewhat like speech. */
    static SampleCache corpus(Path folder) throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        for (int i = 0; i < 3; i++) {
            AudioFiles.writeWav(TestAudio.speech(i, 2 + i), clips.resolve("clip" + i + ".wav"));
        }
        return SampleCache.open(folder.resolve("cache"), SpeechFolder.of(clips, "train"), 16_000, done -> {});
    }

    static Map<String, float[]> values(TrainingState state) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (NDArray array : state.arrays()) {
            values.put(array.getName(), array.toFloatArray());
        }
        return values;
    }
}
