package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.SpeechFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCacheTest {

    @TempDir
    Path folder;

    private Path clips;
    private int decoded;

    @BeforeEach
    void write() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
        AudioFiles.writeWav(TestAudio.speech(1, 0.5), clips.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.noise(2, 0.3), clips.resolve("b.wav"));
    }

    private SampleCache open() throws IOException {
        decoded = 0;
        return SampleCache.open(
                folder.resolve("cache"), SpeechFolder.of(clips, "train"), 16_000, done -> decoded = (int) done);
    }

    private static float[] samples(SampleCache cache, SampleCache.Clip clip) {
        float[] samples = new float[clip.length()];
        cache.read(clip, 0, samples, 0, samples.length, 1);
        return samples;
    }

    private void assertHoldsTheFiles(SampleCache cache) {
        for (SampleCache.Clip clip : cache.clips()) {
            Waveform file = AudioFiles.read(clips.resolve(clip.path()));
            assertArrayEquals(file.samples(), samples(cache, clip), clip.path());
            assertEquals(Levels.speech(file), clip.level());
        }
    }

    @Test
    void shouldReadBackExactlyWhatTheFilesHold() throws IOException {
        SampleCache cache = open();
        assertEquals(2, decoded);
        assertEquals(List.of("a.wav", "b.wav"), names(cache));
        assertEquals(0.8, cache.seconds(16_000), 1e-9);
        assertHoldsTheFiles(cache);
    }

    @Test
    void shouldReadAPartOfAClipWithAGainAndLeaveTheRestAsItIs() throws IOException {
        SampleCache cache = open();
        SampleCache.Clip clip = cache.clips().get(1);
        float[] target = new float[10];
        Arrays.fill(target, 9);
        cache.read(clip, clip.length() - 4, target, 2, 8, 0.5f);

        float[] end = Arrays.copyOfRange(samples(cache, clip), clip.length() - 4, clip.length());
        float[] expected = {9, 9, end[0] / 2, end[1] / 2, end[2] / 2, end[3] / 2, 9, 9, 9, 9};
        assertArrayEquals(expected, target);
    }

    @Test
    void shouldDecodeOnceAndAgainWhenAFileHasChanged() throws IOException {
        open();
        assertHoldsTheFiles(open());
        assertEquals(0, decoded, "nothing has changed");

        AudioFiles.writeWav(TestAudio.chirp(0.7), clips.resolve("b.wav"));
        assertHoldsTheFiles(open());
        assertEquals(2, decoded, "another length");

        Files.setLastModifiedTime(clips.resolve("a.wav"), FileTime.fromMillis(1_000_000));
        open();
        assertEquals(2, decoded, "another time");

        AudioFiles.writeWav(TestAudio.sine(200, 0.2), clips.resolve("c.wav"));
        assertEquals(List.of("a.wav", "b.wav", "c.wav"), names(open()));
        Files.delete(clips.resolve("a.wav"));
        SampleCache cache = open();
        assertEquals(List.of("b.wav", "c.wav"), names(cache));
        assertHoldsTheFiles(cache);
    }

    @Test
    void shouldLeaveOutAndReportWhatCannotBeRead() throws IOException {
        Files.writeString(clips.resolve("aa.wav"), "This is no sound.");
        SampleCache cache = open();

        assertEquals(3, decoded, "the progress counts it");
        assertEquals(List.of("a.wav", "b.wav"), names(cache));
        assertHoldsTheFiles(cache);
        for (SampleCache again : List.of(cache, open())) {
            assertEquals(1, again.unreadable().size());
            assertTrue(
                    again.unreadable().get(0).contains("aa.wav"),
                    again.unreadable().get(0));
        }
    }

    @Test
    void shouldSayWhyWhereNothingCanBeRead() throws IOException {
        for (String name : List.of("a.wav", "b.wav")) {
            Files.writeString(clips.resolve(name), "This is no sound.");
        }
        for (int i = 0; i < 2; i++) {
            String refusal = assertThrows(BadInputException.class, this::open).getMessage();
            assertTrue(refusal.contains("a.wav") && refusal.contains("no audio file"), refusal);
        }
    }

    @Test
    void shouldDecodeAgainWhereTheCacheIsDamaged() throws IOException {
        open();
        Path index = folder.resolve("cache").resolve("index.json");
        for (String text : List.of("", "{}", "null", "[1", "{\"corpus\": \"x\", \"clips\": 5}")) {
            Files.writeString(index, text);
            assertHoldsTheFiles(open());
            assertEquals(2, decoded, text);
        }
        Path shard = folder.resolve("cache").resolve("samples-000.s16le");
        Files.write(shard, Arrays.copyOf(Files.readAllBytes(shard), 100));
        assertHoldsTheFiles(open());
        Files.delete(shard);
        assertHoldsTheFiles(open());
    }

    private static List<String> names(SampleCache cache) {
        return cache.clips().stream().map(SampleCache.Clip::path).toList();
    }
}
