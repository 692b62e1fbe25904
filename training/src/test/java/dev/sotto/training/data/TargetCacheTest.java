package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.training.target.TargetAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCacheTest {

    private static final int WIDTH = TargetAnalysis.WIDTH;

    @TempDir
    Path folder;

    private final AtomicInteger reports = new AtomicInteger();

    @BeforeEach
    void write() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        for (int i = 0; i < 5; i++) {
            AudioFiles.writeWav(TestAudio.speech(i, 0.2 + 0.05 * i), clips.resolve(i + ".wav"));
        }
    }

    private SampleCache samples() throws IOException {
        SpeechFolder corpus = SpeechFolder.of(folder.resolve("clips"), "train");
        return SampleCache.open(folder.resolve("cache"), corpus, 16_000, done -> {});
    }

    private TargetCache open(SampleCache samples) throws IOException {
        reports.set(0);
        return TargetCache.open(folder.resolve("cache"), samples, 2, done -> reports.incrementAndGet());
    }

    private static float[] sound(SampleCache samples, SampleCache.Clip clip) {
        float[] sound = new float[clip.length()];
        samples.read(clip, 0, sound, 0, sound.length, 1);
        return sound;
    }

    private static void assertHolds(SampleCache samples, TargetCache targets) {
        TargetAnalysis analysis = new TargetAnalysis();
        for (SampleCache.Clip clip : samples.clips()) {
            float[] expected = analysis.of(sound(samples, clip));
            assertEquals(expected.length / WIDTH, targets.rows(clip));
            float[] rows = new float[expected.length];
            targets.read(clip, 0, targets.rows(clip), rows, 0);
            for (int j = 0; j < rows.length; j++) {
                assertEquals(expected[j], rows[j], 0.0005 * Math.abs(expected[j]) + 1e-6);
            }
        }
    }

    @Test
    void shouldHoldTheTargetsOfEveryClip() throws IOException {
        SampleCache samples = samples();
        assertHolds(samples, open(samples));
        assertEquals(1 + 5, reports.get(), "each clip, and none at first");
        assertHolds(samples, open(samples));
        assertEquals(1, reports.get(), "nothing was made again");
    }

    @Test
    void shouldGoOnWhereItWasBrokenOff() throws IOException {
        SampleCache samples = samples();
        AtomicInteger done = new AtomicInteger();
        assertThrows(
                IOException.class,
                () -> TargetCache.open(folder.resolve("cache"), samples, 1, number -> {
                    if (done.getAndIncrement() == 2) {
                        throw new CancellationException("enough for today");
                    }
                }));
        assertHolds(samples, open(samples));
        assertEquals(1 + 3, reports.get(), "two were there");
    }

    @Test
    void shouldBeginAnewWhenTheCorpusChanges() throws IOException {
        open(samples());
        AudioFiles.writeWav(TestAudio.speech(9, 0.3), folder.resolve("clips").resolve("2.wav"));
        SampleCache changed = samples();
        assertHolds(changed, open(changed));
        assertEquals(1 + 5, reports.get());
    }

    @Test
    void shouldBeginAnewWhereAFileIsMissing() throws IOException {
        SampleCache samples = samples();
        open(samples);
        Files.delete(folder.resolve("cache").resolve("targets-000.f16le"));
        assertHolds(samples, open(samples));
        assertEquals(1 + 5, reports.get());
    }

    @Test
    void shouldSpreadOverShards() throws IOException {
        SampleCache samples = samples();
        long bytes = 2L
                * TargetCache.ROW_BYTES
                * TargetAnalysis.rows(samples.clips().get(0).length());
        Path folder = this.folder.resolve("small");
        assertHolds(samples, TargetCache.open(folder, samples, 2, done -> {}, bytes));
        assertTrue(Files.exists(folder.resolve("targets-002.f16le")));
    }

    @Test
    void shouldNotMindTheDatesOfFiles() throws IOException {
        open(samples());
        Files.setLastModifiedTime(folder.resolve("clips").resolve("2.wav"), FileTime.fromMillis(1_000_000));
        SampleCache samples = samples();
        assertHolds(samples, open(samples));
        assertEquals(1, reports.get());
    }

    @Test
    void shouldLeaveWhatLiesOutsideAClipAsItIs() throws IOException {
        SampleCache samples = samples();
        TargetCache targets = open(samples);
        SampleCache.Clip clip = samples.clips().get(1);
        float[] rows = new float[1 + 5 * WIDTH];
        Arrays.fill(rows, 7);
        targets.read(clip, -2, 3, rows, 1);
        float[] first = new float[WIDTH];
        targets.read(clip, 0, 1, first, 0);
        assertEquals(7, rows[2 * WIDTH]);
        assertArrayEquals(first, Arrays.copyOfRange(rows, 1 + 2 * WIDTH, 1 + 3 * WIDTH));
        assertEquals(7, rows[1 + 3 * WIDTH]);
        Arrays.fill(rows, 7);
        targets.read(clip, targets.rows(clip) - 1, 4, rows, 0);
        assertEquals(7, rows[WIDTH]);
    }
}
