package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {

    private static final int RATE = 16_000;

    private static float[] response(Room room) {
        float[] impulse = new float[RATE];
        impulse[0] = 1;
        return room.heard(impulse);
    }

    private static double energy(float[] samples, int from) {
        double energy = 0;
        for (int i = from; i < samples.length; i++) {
            energy += samples[i] * samples[i];
        }
        return energy;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.3, 0.6})
    void shouldDecayBySixtyDecibelsInItsTime(double seconds) {
        float[] response = response(Room.of(seconds, 5, RATE, new SplittableRandom(1)));

        // Schroeder 1965: the energy still to come falls as fast as the sound; from a tenth to half of the time.
        int early = (int) (0.1 * seconds * RATE);
        int late = (int) (0.5 * seconds * RATE);
        double fall = 10 * Math.log10(energy(response, early) / energy(response, late));
        assertEquals(60 * 0.4, fall, 1.5);
        assertEquals(0, energy(response, (int) Math.ceil(seconds * RATE)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 6, 15})
    void shouldHoldTheDirectSoundAgainstTheTail(double directToTail) {
        float[] response = response(Room.of(0.4, directToTail, RATE, new SplittableRandom(1)));

        double tail = energy(response, 1);
        assertEquals(directToTail, 10 * Math.log10(response[0] * response[0] / tail), 0.01);
        assertEquals(1, energy(response, 0), 1e-5, "speech keeps its level");
        assertEquals(tail, energy(response, RATE / 500), 1e-9, "nothing in the first 2 ms");
    }

    @Test
    void shouldAddUpTheEchoesOfAllThatWasSpoken() {
        Room room = new Room(new int[] {0, 3, 7}, new float[] {0.5f, -0.25f, 0.125f});
        assertArrayEquals(
                new float[] {0, 0.5f, 1, 0, -0.25f, -0.5f, 0, 0, 0.125f},
                room.heard(new float[] {0, 1, 2, 0, 0, 0, 0, 0, 0}),
                1e-7f);
    }

    @Test
    void shouldBeTheSameForTheSameSeedAndNeverLongerThanItSays() {
        float[] speech = TestAudio.speech(1, 1).samples();
        float[] heard = Room.draw(RATE, new SplittableRandom(3)).heard(speech);
        assertArrayEquals(heard, Room.draw(RATE, new SplittableRandom(3)).heard(speech));
        assertNotEquals(heard[5000], Room.draw(RATE, new SplittableRandom(4)).heard(speech)[5000]);
        for (int seed = 0; seed < 100; seed++) {
            int[] delays = Room.draw(RATE, new SplittableRandom(seed)).delays();
            assertTrue(delays[delays.length - 1] < Room.longest(RATE));
        }
    }
}
