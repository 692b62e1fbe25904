package dev.sotto.analysis;

/** Triangles equally wide in mel over the bins of a {@link Fourier} spectrum, the weights of each of sum 1. */
final class MelBands {

    private final int[] first;
    private final float[][] weights;

    MelBands(int bands, int sampleRate) {
        first = new int[bands];
        weights = new float[bands][];
        double top = mel(sampleRate / 2.0);
        double scale = (double) Fourier.SIZE / sampleRate;
        for (int band = 0; band < bands; band++) {
            double left = hertz(top * band / (bands + 1)) * scale;
            double centre = hertz(top * (band + 1) / (bands + 1)) * scale;
            double right = hertz(top * (band + 2) / (bands + 1)) * scale;
            int from = (int) Math.ceil(left);
            int to = Math.min((int) right, Fourier.BINS - 1);
            double[] triangle = new double[Math.max(to - from + 1, 0)];
            double sum = 0;
            for (int k = from; k <= to; k++) {
                double height = Math.min((k - left) / (centre - left), (right - k) / (right - centre));
                triangle[k - from] = Math.max(height, 0);
                sum += triangle[k - from];
            }
            // So narrow a band that no bin lies in it has the nearest.
            boolean empty = sum < 1e-3;
            first[band] = empty ? (int) Math.rint(centre) : from;
            weights[band] = new float[empty ? 1 : triangle.length];
            for (int i = 0; i < weights[band].length; i++) {
                weights[band][i] = empty ? 1 : (float) (triangle[i] / sum);
            }
        }
    }

    private static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }

    /** {@code [bands][Fourier.BINS]}. */
    float[] matrix() {
        float[] matrix = new float[weights.length * Fourier.BINS];
        for (int band = 0; band < weights.length; band++) {
            System.arraycopy(weights[band], 0, matrix, band * Fourier.BINS + first[band], weights[band].length);
        }
        return matrix;
    }

    /** The weighted mean of {@code power} in each band. */
    void apply(float[] power, float[] means, int offset) {
        for (int band = 0; band < weights.length; band++) {
            float[] w = weights[band];
            int from = first[band];
            float sum = 0;
            for (int i = 0; i < w.length; i++) {
                sum = Math.fma(w[i], power[from + i], sum);
            }
            means[offset + band] = sum;
        }
    }
}
