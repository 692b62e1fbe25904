package dev.sotto.training.loss;

/** Triangular filters of equal width on the mel scale (O'Shaughnessy 1987: 2595 log10(1 + f / 700)), each of sum 1. */
final class MelFilterbank {

    private MelFilterbank() {}

    /** Weights {@code [bands, window / 2 + 1]}, row-major; a filter narrower than a bin takes its nearest bin. */
    static float[] weights(int bands, int window, int sampleRate) {
        int bins = window / 2 + 1;
        double top = mel(sampleRate / 2.0);
        float[] weights = new float[bands * bins];
        for (int b = 0; b < bands; b++) {
            double left = bin(top * b / (bands + 1), window, sampleRate);
            double centre = bin(top * (b + 1) / (bands + 1), window, sampleRate);
            double right = bin(top * (b + 2) / (bands + 1), window, sampleRate);
            double sum = 0;
            for (int k = 0; k < bins; k++) {
                double weight = Math.max(0, Math.min((k - left) / (centre - left), (right - k) / (right - centre)));
                weights[b * bins + k] = (float) weight;
                sum += weight;
            }
            if (sum < 1e-3) {
                weights[b * bins + (int) Math.round(centre)] = 1;
                sum = 1;
            }
            for (int k = 0; k < bins; k++) {
                weights[b * bins + k] /= (float) sum;
            }
        }
        return weights;
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double bin(double mel, int window, int sampleRate) {
        return 700 * (Math.pow(10, mel / 2595) - 1) * window / sampleRate;
    }
}
