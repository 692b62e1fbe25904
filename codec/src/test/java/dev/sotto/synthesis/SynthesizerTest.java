package dev.sotto.synthesis;

import static dev.sotto.synthesis.Synthesizer.STEP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sotto.analysis.SpectralKernel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SynthesizerTest {

    private static final int WIDTH = SpeechParameters.WIDTH;
    private static final SpectralKernel SCALAR = SpectralKernel.scalar();

    /** Rows like those of speech: voicing comes and goes, pitch glides, formants move. */
    private static float[] speech(int steps) {
        SplittableRandom random = new SplittableRandom(5);
        float[] rows = new float[steps * WIDTH];
        float[] nepers = new float[MelPoints.COUNT];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < nepers.length; i++) {
                double formant = 2 * Math.cos(i * 0.5 + Math.sin(step * 0.02) * 3);
                nepers[i] = (float) (formant - 3 - i * 0.05 + 0.3 * random.nextDouble());
            }
            boolean voiced = Math.sin(step * 0.03) > -0.5;
            float pitch = voiced ? (float) (150 + 80 * Math.sin(step * 0.011)) : 0;
            SpeechParameters.put(nepers, 0, pitch, -25 + 20 * (float) random.nextDouble(), rows, step * WIDTH);
        }
        return rows;
    }

    private static float[] constant(int steps, float nepers, float pitch, float aperiodicity) {
        float[] rows = new float[steps * WIDTH];
        float[] envelope = new float[MelPoints.COUNT];
        Arrays.fill(envelope, nepers);
        for (int step = 0; step < steps; step++) {
            SpeechParameters.put(envelope, 0, pitch, aperiodicity, rows, step * WIDTH);
        }
        return rows;
    }

    private static float[] sound(SpectralKernel kernel, float[] rows, long first) {
        Synthesizer synthesizer = new Synthesizer(kernel);
        synthesizer.reset(first);
        float[] samples = new float[rows.length / WIDTH * STEP];
        synthesizer.synthesise(rows, 0, rows.length / WIDTH, samples, 0);
        return samples;
    }

    @Test
    void shouldGiveTheSameBitsWithEveryKernel() {
        float[] rows = speech(300);
        assertFalse(SpectralKernel.preferred().toString().equals(SCALAR.toString()));
        assertArrayEquals(sound(SCALAR, rows, 250), sound(SpectralKernel.preferred(), rows, 250));
    }

    @Test
    void shouldGiveTheSameBitsInPieces() {
        float[] rows = speech(500);
        float[] expected = sound(SCALAR, rows, 7);
        for (int piece : new int[] {1, 2, 3, 4, 7}) {
            Synthesizer synthesizer = new Synthesizer(SCALAR);
            synthesizer.reset(7);
            float[] samples = new float[expected.length];
            for (int step = 0; step < 500; step += piece) {
                int steps = Math.min(piece, 500 - step);
                synthesizer.synthesise(rows, step * WIDTH, steps, samples, step * STEP);
            }
            assertArrayEquals(expected, samples, "in pieces of " + piece);
        }
    }

    @Test
    void shouldSoundTheSameFromAnywhereAfterItsMemory() {
        int steps = 1400;
        float[] rows = constant(steps, -3, 117, -30);
        float[] speech = speech(steps);
        for (float[] all : new float[][] {rows, speech}) {
            float[] expected = sound(SCALAR, all, 1000);
            for (int begin : new int[] {1, 399, 400, 401, 690}) {
                float[] late = sound(SCALAR, Arrays.copyOfRange(all, begin * WIDTH, all.length), 1000 + begin);
                int known = Synthesizer.memorySteps();
                assertArrayEquals(
                        Arrays.copyOfRange(expected, (begin + known) * STEP, expected.length),
                        Arrays.copyOfRange(late, known * STEP, late.length),
                        "begun at row " + begin);
            }
        }
    }

    @Test
    void shouldBeginAnewAfterReset() {
        float[] rows = speech(200);
        Synthesizer synthesizer = new Synthesizer(SCALAR);
        float[] samples = new float[200 * STEP];
        synthesizer.reset(99);
        synthesizer.synthesise(rows, 0, 200, samples, 0);
        synthesizer.reset(12);
        synthesizer.synthesise(rows, 0, 200, samples, 0);
        assertArrayEquals(sound(SCALAR, rows, 12), samples);
    }

    /** Noise of 0 nepers has variance 1, and so have pulses, at any pitch. */
    @Test
    void shouldBeAsLoudAsTheEnvelopeSays() {
        for (float nepers : new float[] {0, -3}) {
            for (float pitch : new float[] {0, 60, 131, 400}) {
                float[] samples = sound(SCALAR, constant(1000, nepers, pitch, -20), 3);
                double sum = 0;
                for (int n = 20 * STEP; n < samples.length; n++) {
                    sum += samples[n] * samples[n];
                }
                double decibels = 10 * Math.log10(sum / (samples.length - 20 * STEP));
                assertEquals(nepers * 20 / Math.log(10), decibels, 0.5, nepers + " nepers at " + pitch + " Hz");
            }
        }
    }

    @Test
    void shouldHaveHarmonicsWhereVoicedAndNoneWhereNot() {
        float[] voiced = sound(SCALAR, constant(400, -2, 200, -50), 1);
        float[] unvoiced = sound(SCALAR, constant(400, -2, 0, -50), 1);
        assertTrue(similarity(voiced, 80) > 0.8, "voiced " + similarity(voiced, 80));
        assertTrue(Math.abs(similarity(unvoiced, 80)) < 0.1, "unvoiced " + similarity(unvoiced, 80));
    }

    /** Of the sound with itself, {@code lag} samples later. */
    private static double similarity(float[] samples, int lag) {
        double product = 0;
        double energy = 0;
        for (int n = 1000; n < samples.length - lag; n++) {
            product += samples[n] * samples[n + lag];
            energy += samples[n] * samples[n];
        }
        return product / energy;
    }

    @Test
    void shouldHaveNoConstant() {
        float[] samples = sound(SCALAR, constant(400, -2, 110, -40), 1);
        double sum = 0;
        double energy = 0;
        for (int n = 1000; n < samples.length; n++) {
            sum += samples[n];
            energy += samples[n] * samples[n];
        }
        double length = samples.length - 1000;
        assertEquals(0, sum / length, 0.01 * Math.sqrt(energy / length));
    }

    @Test
    void shouldStayFiniteAndBoundedWhatever() {
        SplittableRandom random = new SplittableRandom(8);
        float[][] all = new float[9][300 * WIDTH];
        float[] values = {0, 1e30f, -1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(all[i], values[i]);
        }
        for (int i = 0; i < all[0].length; i++) {
            all[6][i] = (float) random.nextDouble(-3, 3);
            all[7][i] = (float) random.nextDouble(-1000, 1000);
            all[8][i] = Float.intBitsToFloat(random.nextInt());
        }
        for (int i = 0; i < all.length; i++) {
            for (float sample : sound(SCALAR, all[i], -5)) {
                // 4 nepers over all frequencies, 18 times as much in a pulse, and more where filters change fast.
                assertTrue(Math.abs(sample) < 10_000, sample + " from rows " + i);
            }
        }
        for (float sample : sound(SCALAR, all[1 + 1], 0)) {
            assertEquals(0, sample, 1e-6, "an envelope of nothing is silent");
        }
    }

    @Test
    void shouldAllocateNothing() {
        float[] rows = speech(100);
        float[] samples = new float[100 * STEP];
        Synthesizer synthesizer = new Synthesizer(SCALAR);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        synthesizer.synthesise(rows, 0, 100, samples, 0);
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 20; i++) {
            synthesizer.synthesise(rows, 0, 100, samples, 0);
        }
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        assertTrue(allocated < 2000, allocated + " bytes for 2000 steps");
    }
}
