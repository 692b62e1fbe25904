package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.corpus.recording.SpeechFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageTest {

    @TempDir
    Path folder;

    private SampleCache cache;
    private SampleCache.Clip clip;

    @BeforeEach
    void write() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        AudioFiles.writeWav(TestAudio.sine(1000, 1), clips.resolve("a.wav"));
        cache = SampleCache.open(folder.resolve("cache"), SpeechFolder.of(clips, "train"), 16_000, done -> {});
        clip = cache.clips().get(0);
    }

    @Test
    void shouldBeTheClipAtItsOwnSpeed() {
        float[] whole = new float[clip.length()];
        cache.read(clip, 0, whole, 0, whole.length, 1);
        float[] passage = new float[1000];
        Passage.read(cache, clip, 3000, 1, 200, passage);
        assertArrayEquals(Arrays.copyOfRange(whole, 2800, 3800), passage);
    }

    @Test
    void shouldBeSilentBeforeAndAfterTheClip() {
        for (double speed : new double[] {1, 0.9, 1.1}) {
            float[] before = new float[500];
            Passage.read(cache, clip, 0, speed, 400, before);
            for (int i = 0; i < 380; i++) {
                assertEquals(0, before[i], speed + ", sample " + i);
            }
            float[] after = new float[500];
            Passage.read(cache, clip, clip.length() + 20, speed, 0, after);
            assertArrayEquals(new float[500], after);
        }
    }

    @Test
    void shouldRaiseTheToneWithTheSpeedAndKeepItsHeight() {
        for (double speed : new double[] {0.88, 0.95, 1.07, 1.12}) {
            float[] tone = new float[8000];
            Passage.read(cache, clip, 2000, speed, 0, tone);
            int crossings = 0;
            double power = 0;
            for (int i = 1; i < tone.length; i++) {
                crossings += tone[i - 1] < 0 && tone[i] >= 0 ? 1 : 0;
                power += tone[i] * tone[i];
            }
            assertEquals(500 * speed, crossings, 1.5, "periods in half a second");
            float[] original = new float[8000];
            Passage.read(cache, clip, 2000, 1, 0, original);
            double before = 0;
            for (float sample : original) {
                before += sample * sample;
            }
            assertTrue(Math.abs(power / before - 1) < 0.02, speed + ": " + power / before);
        }
    }
}
