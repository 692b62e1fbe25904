package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.Tensor;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From an envelope at 48 points to log magnitude and phase at the bins of a spectrum. The phase of the filter that has
 * this magnitude and dies away soonest is the Hilbert transform of its log magnitude (Oppenheim and Schafer,
 * Discrete-Time Signal Processing, 12.2), thus linear in the points: a matrix. Immutable; shared by all streams.
 */
final class EnvelopeShape {

    /** Points of the fine spectrum on which the transform is computed: so many that it does not alias. */
    private static final int FINE = 8192;

    private static final int BINS = Fourier.BINS;
    private static final int SAMPLE_RATE = 16000;

    private static final int[] POINT = new int[BINS];
    private static final float[] WEIGHT = new float[BINS];

    static {
        for (int k = 0; k < BINS; k++) {
            double place = MelPoints.place((double) k * SAMPLE_RATE / Fourier.SIZE);
            POINT[k] = Math.min((int) place, MelPoints.COUNT - 2);
            WEIGHT[k] = (float) (place - POINT[k]);
        }
    }

    private static final Map<Integer, EnvelopeShape> PACKED = new ConcurrentHashMap<>();

    private final PackedConvolution phases;

    private EnvelopeShape(MatrixKernel kernel) {
        Tensor bias = new Tensor(new int[] {BINS}, new float[BINS]);
        phases = new PackedConvolution(phases(), bias, 1, 1, kernel);
    }

    static EnvelopeShape of(MatrixKernel kernel) {
        return PACKED.computeIfAbsent(kernel.panelWidth(), width -> new EnvelopeShape(kernel));
    }

    /** {@code [bin, point, 1]}: turns for each unit of log2 of amplitude. */
    private static Tensor phases() {
        // sums[d]: what a log magnitude of 1 at distance d of fine bins does to the phase, 2 / FINE cot(pi d / FINE)
        // at odd d; in turns for log2 of amplitude.
        double[] kernel = new double[FINE];
        for (int d = 1; d < FINE; d += 2) {
            double radians = Math.PI * d / FINE;
            kernel[d] =
                    -2.0 / FINE * StrictMath.cos(radians) / StrictMath.sin(radians) * StrictMath.log(2) / (2 * Math.PI);
        }
        double[] sums = new double[BINS * MelPoints.COUNT];
        for (int fine = 0; fine <= FINE / 2; fine++) {
            double place = MelPoints.place((double) fine * SAMPLE_RATE / FINE);
            int point = Math.min((int) place, MelPoints.COUNT - 2);
            boolean mirrored = fine > 0 && fine < FINE / 2;
            for (int k = 0; k < BINS; k++) {
                int to = k * (FINE / Fourier.SIZE);
                double effect = kernel[to - fine & FINE - 1] + (mirrored ? kernel[to + fine & FINE - 1] : 0);
                sums[k * MelPoints.COUNT + point] += (1 - (place - point)) * effect;
                sums[k * MelPoints.COUNT + point + 1] += (place - point) * effect;
            }
        }
        float[] weight = new float[sums.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) sums[i];
        }
        return new Tensor(new int[] {BINS, MelPoints.COUNT, 1}, weight);
    }

    /** Numbers that a kernel writes for the phases of a row. */
    int paddedBins() {
        return phases.paddedOutputs();
    }

    /**
     * @param points log2 of the amplitudes at the points
     * @param log2Magnitude receives as many numbers as there are bins
     * @param turns receives {@link #paddedBins} numbers
     */
    void expand(SpectralKernel kernel, float[] points, float[] log2Magnitude, float[] turns) {
        for (int k = 0; k < BINS; k++) {
            float below = points[POINT[k]];
            log2Magnitude[k] = Math.fma(WEIGHT[k], points[POINT[k] + 1] - below, below);
        }
        kernel.matrix().multiply(phases, points, 0, 1, turns, 0);
    }
}
