package dev.sotto.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;
import org.junit.jupiter.api.Test;

class MinimumPhaseTest {

    private static final SpectralKernel KERNEL = SpectralKernel.scalar();

    /** The response to an envelope that is a line over mel, with a bump. */
    private static double[] response(float slope, float bump) {
        float[] points = new float[MelPoints.COUNT];
        for (int i = 0; i < points.length; i++) {
            points[i] = slope * i + (Math.abs(i - 20) < 3 ? bump : 0);
        }
        MinimumPhase minimumPhase = MinimumPhase.of(KERNEL.matrix());
        float[] re = new float[minimumPhase.paddedBins()];
        float[] im = new float[minimumPhase.paddedBins()];
        minimumPhase.expand(KERNEL, points, 1, re, im);
        KERNEL.polar(re, im, re, im, Fourier.BINS);
        float[] samples = new float[Fourier.SIZE];
        new Fourier(KERNEL).inverse(re, im, samples, 0);
        double[] response = new double[samples.length];
        for (int n = 0; n < response.length; n++) {
            response[n] = samples[n] * Math.pow(Damping.RADIUS, n);
        }
        return response;
    }

    @Test
    void shouldHaveTheMagnitudeAskedFor() {
        double[] response = response(-0.1f, 2);
        for (double hertz : new double[] {150, 400, 1000, 1500, 2000, 4000, 7000}) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < response.length; n++) {
                double angle = 2 * Math.PI * hertz / 16000 * n;
                re += response[n] * Math.cos(angle);
                im += response[n] * Math.sin(angle);
            }
            double place = MelPoints.place(hertz);
            int point = (int) place;
            double below = -0.1 * point + (Math.abs(point - 20) < 3 ? 2 : 0);
            double above = -0.1 * (point + 1) + (Math.abs(point + 1 - 20) < 3 ? 2 : 0);
            double expected = (below + (above - below) * (place - point)) * 20 * Math.log10(2);
            assertEquals(expected, 10 * Math.log10(re * re + im * im), 0.3, "dB at " + hertz + " Hz");
        }
    }

    @Test
    void shouldBeginAtOnceAndDieAway() {
        double[] response = response(-0.1f, 2);
        double energy = 0;
        double early = 0;
        double late = 0;
        for (int n = 0; n < response.length; n++) {
            double square = response[n] * response[n];
            energy += square;
            early += n < 32 ? square : 0;
            late += n > 300 ? square : 0;
        }
        assertTrue(early > 0.9 * energy, "in 2 ms " + early / energy);
        assertTrue(late < 1e-3 * energy, "after 19 ms " + late / energy);
    }

    /** The first sample of a minimum-phase response is the mean of its log magnitude. */
    @Test
    void shouldHaveTheFirstSampleOfMinimumPhase() {
        for (float bump : new float[] {0, 3, -3}) {
            double sum = 0;
            for (int k = 0; k < 8192; k++) {
                double place = MelPoints.place((k + 0.5) / 8192 * 8000);
                int point = (int) place;
                double below = -0.05 * point + (Math.abs(point - 20) < 3 ? bump : 0);
                double above = -0.05 * (point + 1) + (Math.abs(point + 1 - 20) < 3 ? bump : 0);
                sum += below + (above - below) * (place - point);
            }
            assertEquals(Math.pow(2, sum / 8192), response(-0.05f, bump)[0], 2e-3);
        }
    }
}
