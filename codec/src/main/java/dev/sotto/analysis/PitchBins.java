package dev.sotto.analysis;

import dev.sotto.model.Tensor;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Power at the 64 lowest bins but the first of a Fourier transform of 640 samples, as products with cosines and sines.
 * By their symmetries 640 windowed samples fold into four times 161: for cosines and sines, at even and odd bins.
 * Immutable; shared by all streams.
 */
final class PitchBins {

    static final int WINDOW = 640;
    static final int BINS = 64;

    /** Numbers of each of the four parts of a folded window. */
    static final int PART = WINDOW / 4 + 1;

    private static final int HALF = WINDOW / 2;

    private static final Map<Integer, PitchBins> PACKED = new ConcurrentHashMap<>();

    private final float[] hann;
    private final PackedConvolution[] parts = new PackedConvolution[4];

    private PitchBins(MatrixKernel kernel) {
        hann = Hann.window(WINDOW, HALF + 1);
        for (int part = 0; part < 4; part++) {
            float[] weight = new float[BINS / 2 * PART];
            for (int i = 0; i < BINS / 2; i++) {
                int bin = part % 2 == 0 ? 2 * i + 2 : 2 * i + 1;
                for (int n = 0; n < PART; n++) {
                    double radians = 2 * Math.PI * (bin * n % WINDOW) / WINDOW;
                    double wave = part < 2 ? StrictMath.cos(radians) : StrictMath.sin(radians);
                    weight[i * PART + n] = (float) wave;
                }
            }
            Tensor tensor = new Tensor(new int[] {BINS / 2, PART, 1}, weight);
            Tensor bias = new Tensor(new int[] {BINS / 2}, new float[BINS / 2]);
            parts[part] = new PackedConvolution(tensor, bias, 1, 1, kernel);
        }
    }

    static PitchBins of(MatrixKernel kernel) {
        return PACKED.computeIfAbsent(kernel.panelWidth(), width -> new PitchBins(kernel));
    }

    /** Numbers that a kernel writes for each of the four parts. */
    int paddedOutputs() {
        return parts[0].paddedOutputs();
    }

    /**
     * Folds the window that begins at {@code x[at]} into four parts, for even bins' cosines, odd bins' cosines, even
     * bins' sines, odd bins' sines: in that order, {@code distance} apart, from {@code offset} on.
     */
    void fold(float[] x, int at, float[] parts, int offset, int distance) {
        int evenCosine = offset;
        int oddCosine = offset + distance;
        int evenSine = offset + 2 * distance;
        int oddSine = offset + 3 * distance;
        // Hann's window is 0 at sample 0 and 1 in the middle, which is its own mirror image.
        parts[evenCosine] = x[at + HALF];
        parts[oddCosine] = -x[at + HALF];
        parts[evenSine] = 0;
        parts[oddSine] = 0;
        for (int n = 1; n < PART - 1; n++) {
            float outer = x[at + n];
            float outerMirror = x[at + WINDOW - n];
            float inner = x[at + HALF - n];
            float innerMirror = x[at + HALF + n];
            float outerSum = hann[n] * (outer + outerMirror);
            float innerSum = hann[HALF - n] * (inner + innerMirror);
            float outerDifference = hann[n] * (outer - outerMirror);
            float innerDifference = hann[HALF - n] * (inner - innerMirror);
            parts[evenCosine + n] = outerSum + innerSum;
            parts[oddCosine + n] = outerSum - innerSum;
            parts[evenSine + n] = outerDifference - innerDifference;
            parts[oddSine + n] = outerDifference + innerDifference;
        }
        int last = PART - 1;
        parts[evenCosine + last] = hann[last] * (x[at + last] + x[at + WINDOW - last]);
        parts[oddCosine + last] = 0;
        parts[evenSine + last] = 0;
        parts[oddSine + last] = hann[last] * (x[at + last] - x[at + WINDOW - last]);
    }

    /** Of {@code rows} folded windows, the sums over samples: {@code y} has a part's rows one after another. */
    void transform(MatrixKernel kernel, float[] folded, int distance, int rows, float[] y, int yDistance) {
        for (int part = 0; part < 4; part++) {
            kernel.multiply(parts[part], folded, part * distance, rows, y, part * yDistance);
        }
    }
}
