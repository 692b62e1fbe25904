package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameLockTest {

    private static double share(LongFunction<Waveform> clip, int clips) {
        return FrameLock.share(
                LongStream.range(0, clips).mapToObj(clip).map(FrameLock::of).toList());
    }

    /** At multiples of 400 Hz from 1.2 to 3.6 kHz, each of amplitude 0.1, late by so many samples. */
    private static Waveform tones(double seconds, double late) {
        float[] samples = new float[(int) Math.round(seconds * TestAudio.SAMPLE_RATE)];
        for (int i = 0; i < samples.length; i++) {
            for (int hertz = 1200; hertz <= 3600; hertz += 400) {
                samples[i] += (float) (0.1 * Math.sin(2 * Math.PI * hertz * (i - late) / TestAudio.SAMPLE_RATE));
            }
        }
        return new Waveform(samples, TestAudio.SAMPLE_RATE);
    }

    private static Waveform mix(Waveform one, Waveform other) {
        float[] samples = one.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] += other.samples()[i];
        }
        return new Waveform(samples, one.sampleRate());
    }

    @Test
    void shouldBeAllOfTonesLockedToTheFrame() {
        assertEquals(1, share(clip -> tones(0.5 + 0.1 * clip, 0), 4), 1e-6);
        assertEquals(1, share(clip -> tones(0.5 + 0.1 * clip, 123), 4), 1e-6);
    }

    @Test
    void shouldBeThePartOfThePowerThatTheTonesHave() {
        // Noise of 1/12 in 8 kHz has 1/32 from 1 to 4 kHz; seven tones of half of 0.01 have 0.035.
        double expected = 0.035 / (0.035 + 1 / 32.0);
        assertEquals(expected, share(clip -> mix(tones(1, 0), TestAudio.noise(clip, 1)), 8), 0.02);
    }

    @Test
    void shouldNotMindHowLoudItIs() {
        Waveform speech = TestAudio.speech(1, 1);
        float[] samples = tones(1, 0).samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= Math.abs(speech.samples()[i / 320 * 320]) + 0.01f;
        }
        Waveform loudAndSoft = new Waveform(samples, TestAudio.SAMPLE_RATE);
        assertTrue(share(clip -> loudAndSoft, 2) > 0.9);
    }

    @Test
    void shouldBeNothingOfNoiseAndSpeech() {
        assertTrue(share(clip -> TestAudio.noise(clip, 1), 10) < 0.01);
        assertTrue(share(clip -> TestAudio.speech(clip, 1.5), 30) < 0.01);
    }

    @Test
    void shouldBeNothingOfTonesThatDifferFromClipToClip() {
        // Late by 0 to 10/11 of the period of 400 Hz: none of the tones has a phase of its own.
        assertEquals(0, share(clip -> tones(0.5, 40.0 * clip / 11), 11), 1e-6);
    }

    @Test
    void shouldNotBeKnownOfOneClipOrOfSilence() {
        assertEquals(Double.NaN, share(clip -> tones(1, 0), 1));
        assertEquals(Double.NaN, share(clip -> TestAudio.silence(1), 3));
        assertEquals(Double.NaN, FrameLock.share(List.of(FrameLock.of(TestAudio.noise(1, 0.01)))));
    }
}
