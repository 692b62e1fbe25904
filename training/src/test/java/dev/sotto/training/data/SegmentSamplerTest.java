package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.training.acoustics.Acoustics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentSamplerTest {

    private static final int LENGTH = 4000;
    private static final int BATCH = 16;

    @TempDir
    Path folder;

    private Path clips;

    @BeforeEach
    void open() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
    }

    private void clip(String name, Waveform sound) throws IOException {
        AudioFiles.writeWav(sound, clips.resolve(name));
    }

    private SegmentSampler sampler() throws IOException {
        return sampler(Acoustics.NONE);
    }

    private SegmentSampler sampler(Acoustics acoustics) throws IOException {
        return sampler(6, acoustics);
    }

    private SegmentSampler sampler(double spread, Acoustics acoustics) throws IOException {
        SampleCache cache =
                SampleCache.open(folder.resolve("cache"), SpeechFolder.of(clips, "train"), 16_000, done -> {});
        return new SegmentSampler(cache, LENGTH, BATCH, spread, acoustics, 16_000);
    }

    private static float[] segment(SegmentSampler.Batch batch, int b) {
        return Arrays.copyOfRange(batch.samples(), b * LENGTH, (b + 1) * LENGTH);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() throws IOException {
        clip("a.wav", TestAudio.speech(1, 2));
        clip("b.wav", TestAudio.speech(2, 3));
        SegmentSampler sampler = sampler();
        SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(5));

        SegmentSampler.Batch again = sampler().draw(new SplittableRandom(5));
        assertArrayEquals(batch.samples(), again.samples());
        assertArrayEquals(batch.levels(), again.levels());
        assertFalse(Arrays.equals(
                batch.samples(), sampler.draw(new SplittableRandom(6)).samples()));
        assertFalse(Arrays.equals(segment(batch, 0), segment(batch, 1)));
    }

    @Test
    void shouldNeverClip() throws IOException {
        // Full scale now and then, and quiet otherwise: what levels want would overdrive it.
        float[] peaky = TestAudio.noise(1, 2).samples();
        for (int i = 0; i < peaky.length; i++) {
            peaky[i] = i % 1000 == 0 ? -1 : peaky[i] * 0.01f;
        }
        clip("peaky.wav", new Waveform(peaky, 16_000));
        SegmentSampler sampler = sampler();
        for (int seed = 0; seed < 20; seed++) {
            for (float sample : sampler.draw(new SplittableRandom(seed)).samples()) {
                assertTrue(Math.abs(sample) <= 0.98001f, "a sample of " + sample);
            }
        }
    }

    @Test
    void shouldStateTheLevelsThatTheSegmentsHave() throws IOException {
        clip("sine.wav", TestAudio.sine(1000, 2));
        SegmentSampler sampler = sampler();
        double mean = 0;
        for (int seed = 0; seed < 20; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                double level = 20 * Math.log10(batch.levels()[b]);
                assertEquals(level, 20 * Math.log10(rms(segment(batch, b))), 0.1);
                assertTrue(level > -56.1 && level < -14.9, level + " dB");
                mean += level / (20 * BATCH);
            }
        }
        assertEquals(-32, mean, 1.5);
    }

    @Test
    void shouldSpreadTheLevelsAsFarAsAsked() throws IOException {
        clip("sine.wav", TestAudio.sine(1000, 2));
        for (double spread : new double[] {2, 6, 12}) {
            SegmentSampler sampler = sampler(spread, Acoustics.NONE);
            int quiet = 0;
            for (int seed = 0; seed < 40; seed++) {
                for (float level : sampler.draw(new SplittableRandom(seed)).levels()) {
                    quiet += 20 * Math.log10(level) < -32 - spread ? 1 : 0;
                }
            }
            assertEquals(0.159, quiet / (40.0 * BATCH), 0.05, "beyond one deviation of " + spread + " dB");
        }
    }

    @Test
    void shouldLayAClipThatIsShorterThanASegmentInSilence() throws IOException {
        clip("short.wav", TestAudio.sine(1000, 0.1));
        SegmentSampler.Batch batch = sampler().draw(new SplittableRandom(1));
        int differentLeads = 0;
        int lastLead = -1;
        for (int b = 0; b < BATCH; b++) {
            float[] segment = segment(batch, b);
            int lead = 0;
            while (segment[lead] == 0) {
                lead++;
            }
            int end = LENGTH;
            while (segment[end - 1] == 0) {
                end--;
            }
            assertTrue(end - lead <= 1600 && end - lead > 1590, "sound from " + lead + " to " + end);
            differentLeads += lead != lastLead ? 1 : 0;
            lastLead = lead;
        }
        assertTrue(differentLeads > BATCH / 2, "at many places");
    }

    @Test
    void shouldDrawLongClipsMoreOftenAndSilentOnesNever() throws IOException {
        clip("long.wav", TestAudio.sine(1000, 3));
        clip("short.wav", TestAudio.sine(250, 1));
        clip("silence.wav", TestAudio.silence(10));
        SegmentSampler sampler = sampler();
        int ofTheLong = 0;
        for (int seed = 0; seed < 40; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                float[] segment = segment(batch, b);
                assertTrue(rms(segment) > 1e-3, "no silence");
                int crossings = 0;
                for (int i = 1; i < LENGTH; i++) {
                    crossings += segment[i - 1] < 0 && segment[i] >= 0 ? 1 : 0;
                }
                ofTheLong += crossings > 150 ? 1 : 0;
            }
        }
        assertEquals(0.75, ofTheLong / (40.0 * BATCH), 0.06);
    }

    @Test
    void shouldSayThatThereIsOnlySilence() throws IOException {
        clip("silence.wav", TestAudio.silence(1));
        assertTrue(assertThrows(BadInputException.class, () -> sampler())
                .getMessage()
                .contains("silence"));
    }

    @Test
    void shouldPutSegmentsInSurroundingsTheSameForTheSameSeed() throws IOException {
        clip("a.wav", TestAudio.speech(1, 2));
        clip("b.wav", TestAudio.speech(2, 3));
        float[] plain = sampler().draw(new SplittableRandom(5)).samples();
        for (Acoustics acoustics : new Acoustics[] {
            new Acoustics(1, 0, 0), new Acoustics(0, 1, 0), new Acoustics(0, 0, 1), new Acoustics(0.5, 0.5, 0.5)
        }) {
            SegmentSampler.Batch batch = sampler(acoustics).draw(new SplittableRandom(5));
            assertArrayEquals(
                    batch.samples(),
                    sampler(acoustics).draw(new SplittableRandom(5)).samples());
            assertFalse(Arrays.equals(plain, batch.samples()), acoustics.toString());
            for (float sample : batch.samples()) {
                assertTrue(Math.abs(sample) <= 0.98001f, "a sample of " + sample);
            }
        }
    }

    @Test
    void shouldAddNoiseAsLoudAsItsShareOfTheLevelInTheShareOfSegmentsAskedFor() throws IOException {
        float[] halfSilent = Arrays.copyOf(TestAudio.sine(1000, 1).samples(), 32_000);
        clip("sine.wav", new Waveform(halfSilent, 16_000));
        SegmentSampler sampler = sampler(new Acoustics(0.4, 0, 0));
        int silent = 0;
        int noisy = 0;
        for (int seed = 0; seed < 30; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                float[] segment = segment(batch, b);
                double below = 20 * Math.log10(rms(segment) / batch.levels()[b]);
                silent += below < -100 ? 1 : 0;
                noisy += below > -60 && below < -5 ? 1 : 0;
            }
        }
        // A pause of 1 s in 2 s: 3/7 of the places; some noises are babble that pauses, too.
        assertTrue(noisy > 0.4 * silent && noisy < 0.8 * silent, noisy + " of pauses noisy, " + silent + " silent");
    }

    @Test
    void shouldLetTheRoomRingFromBeforeTheSegment() throws IOException {
        clip("sine.wav", TestAudio.sine(1000, 3));
        SegmentSampler sampler = sampler(new Acoustics(0, 1, 0));
        int settled = 0;
        for (int seed = 0; seed < 10; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                float[] segment = segment(batch, b);
                double first = rms(Arrays.copyOf(segment, 160));
                double last = rms(Arrays.copyOfRange(segment, LENGTH - 160, LENGTH));
                settled += Math.abs(first / last - 1) < 0.01 ? 1 : 0;
            }
        }
        // All but those from the clip's first 0.6 s, of 2.75 s of places.
        assertTrue(settled > 0.75 * 10 * BATCH, settled + " without an onset");
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
