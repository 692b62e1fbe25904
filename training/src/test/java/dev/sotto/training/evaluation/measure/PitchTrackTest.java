package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PitchTrackTest {

    @Test
    void shouldFindThePitchOfATone() {
        for (double hertz : new double[] {80, 123.4, 220, 440}) {
            PitchTrack track = PitchTrack.of(TestAudio.sine(hertz, 0.5));

            assertEquals((8000 - 1024) / 160 + 1, track.numFrames());
            for (double found : track.hertz()) {
                assertEquals(hertz, found, 0.005 * hertz);
            }
        }
    }

    @Test
    void shouldFollowTheVoiceAtAnyLevel() {
        Waveform loud = glide(1);
        PitchTrack track = PitchTrack.of(loud);
        PitchTrack soft = PitchTrack.of(glide(0.01f));

        for (int t = 0; t < track.numFrames(); t++) {
            // YIN hears the first half of a frame and the same a period later.
            double expected = 100 + 60 * (t * 0.01 + 0.02);
            assertEquals(expected, track.hertz()[t], 0.03 * expected);
            assertEquals(track.hertz()[t], soft.hertz()[t], 0.01);
        }
    }

    @Test
    void shouldCallNoiseSilenceAndTonesOutOfRangeUnvoiced() {
        long voiced = Arrays.stream(PitchTrack.of(TestAudio.noise(1, 1)).hertz())
                .filter(f -> f > 0)
                .count();

        assertTrue(voiced < 5, voiced + " voiced frames in noise");
        assertEquals(
                0, Arrays.stream(PitchTrack.of(TestAudio.silence(1)).hertz()).sum());
        assertEquals(
                0, Arrays.stream(PitchTrack.of(TestAudio.sine(1500, 1)).hertz()).sum());
    }

    @Test
    void shouldCallHumInAPauseUnvoiced() {
        float[] samples = Arrays.copyOf(TestAudio.sine(210.7, 1).samples(), 32_000);
        float[] hum = TestAudio.sine(103.3, 1).samples();
        for (int i = 0; i < hum.length; i++) {
            samples[16_000 + i] = 0.001f * hum[i];
        }

        PitchTrack track = PitchTrack.of(new Waveform(samples, 16_000));

        assertTrue(track.isVoiced(20));
        assertEquals(0, track.hertz()[150]);
    }

    @Test
    void shouldHaveNoFramesOfSoundThatIsShorterThanOne() {
        assertEquals(0, PitchTrack.of(TestAudio.sine(200, 0.06)).numFrames());
    }

    /** Ten harmonics, from 100 Hz up by 60 Hz a second. */
    private static Waveform glide(float level) {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16_000.0;
            for (int h = 1; h <= 10; h++) {
                samples[i] += (float) (level * 0.1 * Math.sin(2 * Math.PI * h * (100 * t + 30 * t * t)));
            }
        }
        return new Waveform(samples, 16_000);
    }
}
