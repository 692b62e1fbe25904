package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.95})
    void shouldBeAsStrongAsItSays(double colour) {
        float[] sound = new float[1 << 17];
        Noise noise = new Noise(0.05, colour);
        noise.addTo(sound, new SplittableRandom(1));
        double power = 0;
        for (float sample : sound) {
            power += sample * sample / sound.length;
        }
        assertEquals(0.05, Math.sqrt(power), 0.002);
        double mean = 0;
        for (int k = 0; k < 800; k++) {
            mean += noise.power(10 * k + 5) / 800;
        }
        assertEquals(0.0025, mean, 1e-5, "the mean over all frequencies is the power");
    }
}
