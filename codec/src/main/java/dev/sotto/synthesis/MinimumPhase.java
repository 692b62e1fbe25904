package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.Tensor;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From log amplitudes at the {@link MelPoints} to the filter that has them and dies away soonest, on the circle of
 * {@link Damping}. The logarithm of its spectrum follows from its log magnitude on the unit circle by Schwarz's
 * integral, which on the unit circle is the Hilbert transform of Oppenheim and Schafer (Discrete-Time Signal
 * Processing, 12.2), thus is linear in the points: a matrix. A constant filter keeps 0 Hz out. Immutable; shared by all
 * streams.
 */
final class MinimumPhase {

    /** Points of the unit circle over which the integral is taken: 4 and more where the integrand is narrowest. */
    private static final int CIRCLE = 8192;

    private static final int BINS = Fourier.BINS;
    private static final int POINTS = MelPoints.COUNT;
    private static final int SAMPLE_RATE = 16000;

    /** The pole beside the zero at 0 Hz: 3 dB are lost at 25 Hz. */
    private static final double POLE = 0.99;

    private static final Map<Integer, MinimumPhase> PACKED = new ConcurrentHashMap<>();

    private final PackedConvolution magnitudes;
    private final PackedConvolution phases;

    private MinimumPhase(MatrixKernel kernel) {
        float[] magnitude = new float[BINS * POINTS];
        float[] phase = new float[BINS * POINTS];
        integrate(magnitude, phase);
        float[] magnitudeBias = new float[BINS];
        float[] phaseBias = new float[BINS];
        for (int k = 0; k < BINS; k++) {
            addFactor(k, 1, 1, magnitudeBias, phaseBias);
            addFactor(k, POLE, -1, magnitudeBias, phaseBias);
        }
        int[] shape = {BINS, POINTS, 1};
        int[] biasShape = {BINS};
        magnitudes =
                new PackedConvolution(new Tensor(shape, magnitude), new Tensor(biasShape, magnitudeBias), 1, 1, kernel);
        phases = new PackedConvolution(new Tensor(shape, phase), new Tensor(biasShape, phaseBias), 1, 1, kernel);
    }

    static MinimumPhase of(MatrixKernel kernel) {
        return PACKED.computeIfAbsent(kernel.panelWidth(), width -> new MinimumPhase(kernel));
    }

    /** At z = RADIUS e^(i phi), a magnitude of 1 neper at angle theta adds (z + e^(i theta)) / (z - e^(i theta)). */
    private static void integrate(float[] magnitude, float[] phase) {
        double[] even = new double[CIRCLE];
        double[] odd = new double[CIRCLE];
        double r = Damping.RADIUS;
        for (int d = 0; d < CIRCLE; d++) {
            double angle = 2 * Math.PI * d / CIRCLE;
            double below = r * r + 1 - 2 * r * StrictMath.cos(angle);
            even[d] = (r * r - 1) / below / CIRCLE;
            // Turns for log2 of amplitude.
            odd[d] = -2 * r * StrictMath.sin(angle) / below / CIRCLE * StrictMath.log(2) / (2 * Math.PI);
        }
        double[] magnitudeSums = new double[BINS * POINTS];
        double[] phaseSums = new double[BINS * POINTS];
        for (int at = 0; at < CIRCLE; at++) {
            double place = MelPoints.place((double) Math.min(at, CIRCLE - at) * SAMPLE_RATE / CIRCLE);
            int point = Math.min((int) place, POINTS - 2);
            double upper = place - point;
            for (int k = 0; k < BINS; k++) {
                int d = k * (CIRCLE / Fourier.SIZE) - at & CIRCLE - 1;
                int to = k * POINTS + point;
                magnitudeSums[to] += (1 - upper) * even[d];
                magnitudeSums[to + 1] += upper * even[d];
                phaseSums[to] += (1 - upper) * odd[d];
                phaseSums[to + 1] += upper * odd[d];
            }
        }
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = (float) magnitudeSums[i];
            phase[i] = (float) phaseSums[i];
        }
    }

    /** {@code sign} times the logarithm of {@code 1 - root / z} at a bin. */
    private static void addFactor(int bin, double root, int sign, float[] magnitude, float[] phase) {
        double angle = 2 * Math.PI * bin / Fourier.SIZE;
        double re = 1 - root / Damping.RADIUS * StrictMath.cos(angle);
        double im = root / Damping.RADIUS * StrictMath.sin(angle);
        magnitude[bin] += (float) (sign * 0.5 * StrictMath.log(re * re + im * im) / StrictMath.log(2));
        phase[bin] += (float) (sign * StrictMath.atan2(im, re) / (2 * Math.PI));
    }

    /** Numbers that are written for each row of magnitudes or phases. */
    int paddedBins() {
        return magnitudes.paddedOutputs();
    }

    /**
     * @param points {@code rows} rows of log2 of the amplitudes at the points
     * @param log2Magnitude receives {@code rows} rows of {@link #paddedBins} numbers, as does {@code turns}
     */
    void expand(SpectralKernel kernel, float[] points, int rows, float[] log2Magnitude, float[] turns) {
        kernel.matrix().multiply(magnitudes, points, 0, rows, log2Magnitude, 0);
        kernel.matrix().multiply(phases, points, 0, rows, turns, 0);
    }
}
