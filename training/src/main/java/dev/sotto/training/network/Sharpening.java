package dev.sotto.training.network;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A post-filter (Chen and Gersho 1995): what an envelope's point differs from the mean of its neighbours, three on
 * either side, is said a little louder, so that formants stand out as they did before the codec was unsure of them. It
 * is linear in the log amplitudes, so it is written into the decoder's last layer and costs nothing to run.
 *
 * @param gain by how much more; 0 for none
 */
public record Sharpening(float gain) {

    /** The name of {@link #gain} in a model's metadata. */
    public static final String KEY = "sharpening";

    private static final int NEIGHBOURS = 3;
    private static final int POINTS = CodecConfig.PARAMETERS - 3;
    private static final String WEIGHT = "decoder.out.weight";
    private static final String BIAS = "decoder.out.bias";

    /** Of a model that says so, else none. */
    public static Sharpening of(Map<String, String> metadata) {
        return new Sharpening(Float.parseFloat(metadata.getOrDefault(KEY, "0")));
    }

    /** A model's tensors with the post-filter in them. */
    public Map<String, Tensor> into(Map<String, Tensor> tensors) {
        return gain == 0 ? tensors : applied(matrix(), tensors);
    }

    /** A model's tensors as they were before. */
    public Map<String, Tensor> outOf(Map<String, Tensor> tensors) {
        return gain == 0
                ? tensors
                : applied(new LUDecomposition(matrix()).getSolver().getInverse(), tensors);
    }

    private RealMatrix matrix() {
        RealMatrix matrix = new Array2DRowRealMatrix(POINTS, POINTS);
        for (int i = 0; i < POINTS; i++) {
            int from = Math.max(0, i - NEIGHBOURS);
            int to = Math.min(POINTS - 1, i + NEIGHBOURS);
            for (int j = from; j <= to; j++) {
                matrix.setEntry(i, j, -gain / (to - from + 1.0));
            }
            matrix.addToEntry(i, i, 1.0 + gain);
        }
        return matrix;
    }

    private static Map<String, Tensor> applied(RealMatrix matrix, Map<String, Tensor> tensors) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        for (String name : new String[] {WEIGHT, BIAS}) {
            Tensor tensor = tensors.get(name);
            float[] values = tensor.values().clone();
            int width = values.length / CodecConfig.PARAMETERS;
            for (int column = 0; column < width; column++) {
                double[] points = new double[POINTS];
                for (int i = 0; i < POINTS; i++) {
                    // The decoder's envelope is in nepers plus a constant, of which nothing differs from its mean.
                    points[i] = tensor.values()[i * width + column];
                }
                double[] sharper = matrix.operate(points);
                for (int i = 0; i < POINTS; i++) {
                    values[i * width + column] = (float) sharper[i];
                }
            }
            changed.put(name, new Tensor(tensor.shape(), values));
        }
        return changed;
    }
}
