package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.TestSpeech;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    private final Waveform speech = TestSpeech.kathleen();

    @Test
    void shouldFindTheDelayToTheSample() {
        for (int delay : new int[] {0, 1, 37, 320, 1601, 3000}) {
            assertEquals(delay, Alignment.lag(speech, Degradations.late(speech, delay)));
            assertEquals(delay, Alignment.lag(speech, Degradations.late(Degradations.noisy(speech, 0.02), delay)));
            assertEquals(-delay, Alignment.lag(Degradations.late(speech, delay), speech));
        }
    }

    @Test
    void shouldGiveBackWhatWasLate() {
        Waveform aligned = Alignment.align(speech, Degradations.late(speech, 500));

        assertEquals(speech.slice(0, speech.length() - 500), aligned.slice(0, speech.length() - 500));
        assertEquals(speech.length(), aligned.length());
        assertTrue(SignalDistortion.siSdr(speech, aligned) > 30);
    }

    @Test
    void shouldBringAnyLengthIntoStep() {
        assertEquals(speech, Alignment.align(speech, speech.slice(0, speech.length() + 999)));
        assertEquals(
                speech.length(),
                Alignment.align(speech, speech.slice(0, 20_000)).length());
    }

    @Test
    void shouldLeaveSilenceWhereItIs() {
        assertEquals(0, Alignment.lag(speech, TestAudio.silence(speech.seconds())));
        assertEquals(0, Alignment.lag(TestAudio.silence(1), TestAudio.silence(1)));
        assertEquals(0, Alignment.lag(speech, new Waveform(new float[0], 16_000)));
    }

    /**
     * Nobody aligns what our own decoder gives. Its phases are made up, and a learnt envelope may rise some
     * milliseconds late: a delay that is miscounted would be off by whole steps of 80 samples.
     */
    @Test
    void shouldFindOursWithinAStep() {
        assumeTrue(
                SpeechCodec.class.getResource("/dev/sotto/model/sotto.safetensors") != null,
                "this build has no model in its jar");
        SpeechCodec codec = SpeechCodec.bundled();
        Waveform heard = codec.decode(codec.encode(speech, codec.config().numCodebooks()), speech.length());

        int lag = Alignment.loudnessLag(speech, heard);
        assertTrue(Math.abs(lag) < 80, lag + " samples");
    }
}
