package dev.sotto.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.audio.TestAudio;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceTest {

    private static float[] row(double hertz, int formant) {
        float[] nepers = new float[MelPoints.COUNT];
        nepers[formant] = 1;
        float[] rows = new float[SpeechParameters.WIDTH];
        SpeechParameters.put(nepers, 0, (float) hertz, -20, rows, 0);
        return rows;
    }

    private static float[] changed(Voice voice, float[] row) {
        float[] rows = row.clone();
        voice.change(rows, 0, 1, new float[MelPoints.COUNT]);
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"3, 120", "-5, 220", "12, 100", "0, 150"})
    void shouldMovePitchBySemitones(double semitones, double hertz) {
        float[] rows = changed(new Voice(semitones, 1), row(hertz, 10));
        double cents = 1200 * Math.log(SpeechParameters.pitch(rows, 0) / hertz) / Math.log(2);
        assertEquals(100 * semitones, cents, 1);
        assertEquals(SpeechParameters.envelope(row(hertz, 10), 0, 10), SpeechParameters.envelope(rows, 0, 10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.1, 1.25})
    void shouldMoveFormantsByTheirFactor(double factor) {
        float[] rows = changed(new Voice(0, factor), row(100, 24));
        int loudest = 0;
        for (int i = 1; i < MelPoints.COUNT; i++) {
            loudest = SpeechParameters.envelope(rows, 0, i) > SpeechParameters.envelope(rows, 0, loudest) ? i : loudest;
        }
        double moved = MelPoints.hertz(loudest) / MelPoints.hertz(24);
        double point = MelPoints.hertz(25) / MelPoints.hertz(24);
        assertEquals(0, Math.log(moved / factor) / Math.log(point), 0.6, "points of the envelope");
    }

    @Test
    void shouldLeaveTheOwnVoiceAlone() {
        assertArrayEquals(row(100, 3), changed(Voice.OWN, row(100, 3)));
    }

    @Test
    void shouldSoundTheSameInPiecesAsAsAWhole() {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(5)).speakingAs(new Voice(3, 1.1));
        TokenSequence tokens = codec.encode(TestAudio.speech(1, 1), 4);
        int hop = codec.config().hopLength();
        float[] samples = new float[tokens.numFrames() * hop];
        StreamingDecoder decoder = codec.newDecoder();
        for (int t = 0; t < tokens.numFrames(); t++) {
            decoder.decode(tokens.tokens(), 4 * t, 4, samples, t * hop);
        }
        int delay = codec.config().delay();
        float[] whole = codec.decode(tokens, 16_000).samples();
        assertArrayEquals(Arrays.copyOfRange(samples, delay, delay + 16_000), whole);
    }

    @Test
    void shouldRefuseWhatIsNoVoice() {
        assertThrows(IllegalArgumentException.class, () -> new Voice(25, 1));
        assertThrows(IllegalArgumentException.class, () -> new Voice(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Voice(0, 0.4));
    }
}
