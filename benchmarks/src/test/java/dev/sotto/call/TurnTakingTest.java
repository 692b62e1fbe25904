package dev.sotto.call;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.Pcm16;
import org.junit.jupiter.api.Test;

class TurnTakingTest {

    private static final int SECOND = 16_000;

    private static Call loud() {
        float[] samples = new float[12 * SECOND];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 2 == 0 ? 0.5f : -0.5f;
        }
        return new Call("loud", 0, Pcm16.toBytes(samples));
    }

    private static boolean[] speaks(Call call) {
        float[] samples = Pcm16.toFloats(call.pcm());
        boolean[] speaks = new boolean[samples.length];
        for (int i = 0; i < samples.length; i++) {
            speaks[i] = Math.abs(samples[i]) > 0.1;
        }
        return speaks;
    }

    @Test
    void shouldBeSilentForItsShare() {
        boolean[] speaks = speaks(TurnTaking.of(6, 0.7).of(loud(), 0));
        for (int i = 0; i < speaks.length; i++) {
            assertEquals(i % (6 * SECOND) < 1.8 * SECOND, speaks[i], "sample " + i);
        }
    }

    @Test
    void shouldHaveARoomInItsPauses() {
        float[] samples = Pcm16.toFloats(TurnTaking.of(6, 0.5).of(loud(), 0).pcm());
        double power = 0;
        for (int i = 3 * SECOND; i < 6 * SECOND; i++) {
            power += samples[i] * samples[i] / (3 * SECOND);
        }
        assertEquals(-60, 10 * Math.log10(power), 0.2);
    }

    @Test
    void shouldBeTheSameAgainAndAnotherForAnotherNumber() {
        TurnTaking turns = TurnTaking.of(6, 0.5);
        assertArrayEquals(turns.of(loud(), 3).pcm(), turns.of(loud(), 3).pcm());
        assertEquals(false, speaks(turns.of(loud(), 1))[2 * SECOND]);
    }
}
