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
import dev.sotto.training.data.SpeechData;
import dev.sotto.training.data.TargetCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small runs on a small corpus. */
final class TestRuns {

    private TestRuns() {}

    /** Two segments of 24 frames a step, the quantizer from the given share of the run on. */
    static TrainingOptions options(long steps, CodebookLearning learning, double warmStart) {
        return options(steps, learning, warmStart, 0, AdversarialTraining.OFF);
    }

    static TrainingOptions options(
            long steps, CodebookLearning learning, double warmStart, double warp, AdversarialTraining adversarial) {
        return new TrainingOptions(
                TestModels.TINY,
                steps,
                0,
                2,
                24,
                3e-3f,
                learning,
                0.25f,
                warmStart,
                7,
                6,
                warp,
                Acoustics.NONE,
                adversarial,
                0.2f);
    }

    /** Three clips that sound somewhat like speech. */
    static SpeechData corpus(Path folder) throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        for (int i = 0; i < 3; i++) {
            AudioFiles.writeWav(TestAudio.speech(i, 1.5 + 0.5 * i), clips.resolve("clip" + i + ".wav"));
        }
        Path cache = folder.resolve("cache");
        SampleCache samples = SampleCache.open(cache, SpeechFolder.of(clips, "train"), 16_000, done -> {});
        return new SpeechData(samples, TargetCache.open(cache, samples, 1, done -> {}));
    }

    static Map<String, float[]> values(TrainingState state) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (NDArray array : state.arrays()) {
            values.put(array.getName(), array.toFloatArray());
        }
        return values;
    }
}
