package dev.sotto.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.SpectralKernel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTimesTest {

    private static FilterStep step(double pitch) {
        FilterStep step = new FilterStep(MinimumPhase.of(SpectralKernel.scalar().matrix()));
        step.voiced = pitch > 0;
        step.pitch = pitch > 0 ? (float) pitch : 128;
        return step;
    }

    /** Times in samples from row {@code from} on. */
    private static List<Double> times(double[] pitches, long from) {
        PulseTimes pulses = new PulseTimes();
        List<Double> times = new ArrayList<>();
        FilterStep last = step(pitches[0]);
        for (int i = 1; i < pitches.length; i++) {
            FilterStep next = step(pitches[i]);
            pulses.advance(last, next, from + i);
            for (int p = 0; p < pulses.count; p++) {
                times.add((double) (i - 1) * Synthesizer.STEP + pulses.times[p]);
            }
            last = next;
        }
        return times;
    }

    private static double[] constant(int steps, double pitch) {
        double[] pitches = new double[steps];
        java.util.Arrays.fill(pitches, pitch);
        return pitches;
    }

    @Test
    void shouldKeepThePeriod() {
        for (double pitch : new double[] {50, 99.7, 233, 550}) {
            List<Double> times = times(constant(100, pitch), 1);
            assertEquals(0, times.get(0));
            for (int i = 1; i < times.size(); i++) {
                assertEquals(16000 / pitch, times.get(i) - times.get(i - 1), 1e-4, "at " + pitch + " Hz");
            }
        }
    }

    @Test
    void shouldFollowAGlidingPitch() {
        double[] pitches = new double[101];
        for (int i = 0; i < pitches.length; i++) {
            pitches[i] = 100 + i;
        }
        List<Double> times = times(pitches, 1);
        for (int i = 0; i < times.size(); i++) {
            double seconds = times.get(i) / 16000;
            // Hz rise by 200 a second.
            assertEquals(i, 100 * seconds + 100 * seconds * seconds, 1e-5);
        }
    }

    @Test
    void shouldBeginHalfwayToAVoicedRowAndEndHalfwayAfter() {
        List<Double> times = times(new double[] {0, 0, 400, 400, 0, 0}, 1);
        assertEquals(120, times.get(0));
        assertTrue(times.get(times.size() - 1) <= 280);
        assertEquals(5, times.size());
    }

    @Test
    void shouldBendToItsOwnCountUnheard() {
        double pitch = 103.3;
        List<Double> times = times(constant(500, pitch), 1);
        for (int i = 1; i < times.size(); i++) {
            double hertz = 16000 / (times.get(i) - times.get(i - 1));
            assertEquals(pitch, hertz, 2.6, "at " + times.get(i));
        }
        // From step 440 on, phase is what it would be had it begun at step 400.
        for (double time : times) {
            if (time > (PulseTimes.ANCHOR + PulseTimes.GLIDE - 1) * 80) {
                double cycles = (time - (PulseTimes.ANCHOR - 1) * 80) * pitch / 16000;
                assertEquals(Math.rint(cycles), cycles, 1e-4);
            }
        }
    }

    @Test
    void shouldNeverHaveMoreThanItsArraysHold() {
        double[] pitches = constant(2000, 550);
        assertEquals(2000 * 80 * 550 / 16000, times(pitches, 123).size(), 3);
    }
}
