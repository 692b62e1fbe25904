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
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
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

    private static final int BATCH = 8;
    private static final int FRAMES = 12;
    private static final int STEPS = 4 * FRAMES;
    private static final int FEATURES = CodecConfig.FEATURES;

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

    /** Pulses at a pitch of {@code hertz} through one resonance. */
    private static Waveform voice(double hertz, double seconds) {
        float[] samples = new float[(int) (16_000 * seconds)];
        double phase = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < samples.length; i++) {
            phase += hertz / 16_000;
            double pulse = phase >= 1 ? 0.1 : 0;
            phase -= phase >= 1 ? 1 : 0;
            double y = pulse + 1.8 * a - 0.9 * b;
            b = a;
            a = y;
            samples[i] = (float) y;
        }
        return new Waveform(samples, 16_000);
    }

    private SegmentSampler sampler(double spread, double warp) throws IOException {
        return sampler(spread, warp, Acoustics.NONE);
    }

    private SegmentSampler sampler(double spread, double warp, Acoustics acoustics) throws IOException {
        Path cache = folder.resolve("cache");
        SampleCache samples = SampleCache.open(cache, SpeechFolder.of(clips, "train"), 16_000, done -> {});
        SpeechData speech = new SpeechData(samples, TargetCache.open(cache, samples, 1, done -> {}));
        return new SegmentSampler(speech, TestModels.TINY, BATCH, FRAMES, spread, warp, acoustics);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() throws IOException {
        clip("a.wav", TestAudio.speech(1, 2));
        clip("b.wav", TestAudio.speech(2, 3));
        SegmentSampler sampler = sampler(6, 0.1);
        SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(5));

        SegmentSampler.Batch again = sampler(6, 0.1).draw(new SplittableRandom(5));
        assertArrayEquals(batch.features(), again.features());
        assertArrayEquals(batch.targets().envelope(), again.targets().envelope());
        assertArrayEquals(batch.targets().pitch(), again.targets().pitch());
        assertFalse(Arrays.equals(
                batch.features(), sampler.draw(new SplittableRandom(6)).features()));
    }

    @Test
    void shouldGiveThePitchOfWhatIsHeard() throws IOException {
        clip("voice.wav", voice(160, 3));
        TargetRows targets = sampler(6, 0).draw(new SplittableRandom(1)).targets();
        int voiced = 0;
        for (int i = 0; i < targets.voiced().length; i++) {
            if (targets.voiced()[i] > 0) {
                voiced++;
                assertEquals(2 * (Math.log(160 / 128.0) / Math.log(2)), targets.pitch()[i], 0.02);
            } else {
                assertEquals(0, targets.pitch()[i]);
            }
        }
        assertTrue(voiced > 0.9 * targets.voiced().length, voiced + " voiced of " + targets.voiced().length);
    }

    @Test
    void shouldPlayEveryOtherSegmentAtAnotherSpeed() throws IOException {
        clip("voice.wav", voice(160, 4));
        SegmentSampler sampler = sampler(6, 0.1);
        int steps = sampler.targetSteps();
        int same = 0;
        int all = 0;
        for (int seed = 0; seed < 6; seed++) {
            TargetRows targets = sampler.draw(new SplittableRandom(seed)).targets();
            for (int b = 0; b < BATCH; b++) {
                double hertz = 128 * Math.pow(2, targets.pitch()[b * steps + steps / 2] / 2);
                if (targets.voiced()[b * steps + steps / 2] > 0) {
                    assertTrue(hertz > 142 && hertz < 178, hertz + " Hz");
                    same += Math.abs(hertz - 160) < 0.8 ? 1 : 0;
                    all++;
                }
            }
        }
        assertTrue(same > 0.3 * all && same < 0.75 * all, same + " of " + all + " as they were");
    }

    @Test
    void shouldMoveEnvelopesWithTheLevel() throws IOException {
        clip("noise.wav", TestAudio.noise(1, 3));
        SegmentSampler sampler = sampler(12, 0);
        int steps = sampler.targetSteps();
        float quietest = Float.MAX_VALUE;
        float loudest = -Float.MAX_VALUE;
        for (int seed = 0; seed < 4; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                double feature = 0;
                double envelope = 0;
                for (int t = 0; t < steps; t++) {
                    // A band and a point near 2 kHz.
                    feature += batch.features()[(b * FEATURES + 26) * STEPS + t + SegmentSampler.RUN_IN] / steps;
                    envelope += batch.targets().envelope()[(b * 48 + 26) * steps + t] / steps;
                }
                // The feature is a quarter of the logarithm of power, the envelope the logarithm of amplitude.
                assertEquals(2 * (feature - 2.5), envelope - 4, 0.6, "nepers");
                quietest = Math.min(quietest, (float) envelope);
                loudest = Math.max(loudest, (float) envelope);
            }
        }
        assertTrue(loudest - quietest > 2, "levels are spread: " + quietest + " to " + loudest);
    }

    @Test
    void shouldAlterTargetsAsTheSoundIsAltered() throws IOException {
        clip("voice.wav", TestAudio.noise(1, 4));
        SegmentSampler sampler = sampler(6, 0, new Acoustics(0.5, 1));
        int steps = sampler.targetSteps();
        double lowest = 0;
        int compared = 0;
        for (int seed = 0; seed < 6; seed++) {
            SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(seed));
            for (int b = 0; b < BATCH; b++) {
                double feature = 0;
                double envelope = 0;
                double slope = 0;
                for (int t = 0; t < steps; t++) {
                    // A band and a point near 4 kHz: some lines carry it.
                    int point = (b * 48 + 36) * steps + t;
                    slope += batch.targets().envelope()[point - 2 * steps] / steps;
                    slope -= batch.targets().envelope()[point + 2 * steps] / steps;
                    feature += batch.features()[(b * FEATURES + 36) * STEPS + t + SegmentSampler.RUN_IN] / steps;
                    envelope += batch.targets().envelope()[(b * 48 + 36) * steps + t] / steps;
                }
                if (Math.abs(slope) < 0.5 && envelope - 4 > -8) {
                    compared++;
                    assertEquals(2 * (feature - 2.5), envelope - 4, 0.6, "nepers");
                }
                lowest = Math.min(lowest, envelope - 4);
            }
        }
        assertTrue(compared > 10, compared + " where the envelope is flat");
        assertTrue(lowest < -9, "some lines carry nothing there: " + lowest);
    }

    @Test
    void shouldLayAClipThatIsShorterThanASegmentInSilence() throws IOException {
        clip("short.wav", voice(200, 0.12));
        SegmentSampler sampler = sampler(6, 0);
        SegmentSampler.Batch batch = sampler.draw(new SplittableRandom(1));
        int steps = sampler.targetSteps();
        for (int b = 0; b < BATCH; b++) {
            assertEquals(0, batch.targets().voiced()[(b + 1) * steps - 1]);
            float last = batch.features()[b * FEATURES * STEPS + STEPS - 1];
            assertEquals(0.25 * Math.log(1e-9) + 2.5, last, 1e-4, "silence");
        }
    }

    @Test
    void shouldDrawLongClipsMoreOftenAndSilentOnesNever() throws IOException {
        clip("long.wav", voice(120, 3));
        clip("short.wav", voice(240, 1));
        clip("silence.wav", TestAudio.silence(10));
        SegmentSampler sampler = sampler(6, 0);
        int steps = sampler.targetSteps();
        int ofTheLong = 0;
        int all = 0;
        for (int seed = 0; seed < 40; seed++) {
            TargetRows targets = sampler.draw(new SplittableRandom(seed)).targets();
            for (int b = 0; b < BATCH; b++) {
                int middle = b * steps + steps / 2;
                if (targets.voiced()[middle] > 0) {
                    all++;
                    ofTheLong += targets.pitch()[middle] < 0.5 ? 1 : 0;
                }
            }
        }
        assertTrue(all > 0.9 * 40 * BATCH, all + " with a voice");
        assertEquals(0.75, ofTheLong / (double) all, 0.08);
    }

    @Test
    void shouldSayThatThereIsOnlySilence() throws IOException {
        clip("silence.wav", TestAudio.silence(1));
        assertTrue(assertThrows(BadInputException.class, () -> sampler(6, 0))
                .getMessage()
                .contains("silence"));
    }
}
