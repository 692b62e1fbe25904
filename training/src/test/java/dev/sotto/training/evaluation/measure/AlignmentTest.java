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
     * What our own decoder gives is in step by construction, so nobody aligns it. Its phases are made up: that its
     * loudness is in step to a block of 1 ms is all that can be seen, and the samples may agree best anywhere within 5
     * ms of that.
     */
    @Test
    void shouldFindOursInStepByItsLoudness() {
        assumeTrue(
                SpeechCodec.class.getResource("/dev/sotto/model/sotto.safetensors") != null,
                "this build has no model in its jar");
        SpeechCodec codec = SpeechCodec.bundled();
        Waveform heard = codec.decode(codec.encode(speech, codec.config().numCodebooks()), speech.length());

        assertEquals(0, Alignment.lag(speech, heard), 16 + 80);
    }
}
