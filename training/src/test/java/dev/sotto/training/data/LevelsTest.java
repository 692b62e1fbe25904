package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelsTest {

    @Test
    void shouldBeTheRmsOfAnEvenSound() {
        assertEquals(0.5 / Math.sqrt(2), Levels.speech(TestAudio.sine(1000, 1)), 1e-4);
        assertEquals(0, Levels.speech(TestAudio.silence(1)));
    }

    @Test
    void shouldLeavePausesOut() {
        float[] half = Arrays.copyOf(TestAudio.sine(1000, 1).samples(), 32_000);
        assertEquals(0.5 / Math.sqrt(2), Levels.speech(new Waveform(half, 16_000)), 1e-4);
    }

    @Test
    void shouldTakeEverySampleOfAVeryShortSound() {
        assertEquals(0.5, Levels.speech(new Waveform(new float[] {0.5f, -0.5f}, 16_000)), 1e-6);
    }
}
