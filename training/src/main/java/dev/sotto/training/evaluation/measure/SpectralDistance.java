package dev.sotto.training.evaluation.measure;

/**
 * How far the spectra of two sounds are apart, in dB: means over the windows with speech ({@link SpeechSpectra}). In
 * both sounds a bin's power {@code P} counts as at least 70 dB below the strongest bin of the clean one, so that the
 * depth of a silence does not decide.
 *
 * @param mel mean over 40 mel bands of |10 log10 of the ratio of their powers|
 * @param logSpectral root of the mean over the bins of (10 log10 of the ratio of their powers)²
 * @param melCepstral MCD: {@code 10 / ln 10 * sqrt(2 * sum over k = 1..13 of (c_k - c'_k)²)} with {@code c_k = 1/40 *
 *     sum over n = 0..39 of ln(M_n) * cos(pi * k * (n + 1/2) / 40)}, M being the powers of the mel bands: the rms
 *     distance of the smoothed spectra without their level (c_0). The formula is Kubichek's (1993), of frames that
 *     stand under each other, without time warping
 */
record SpectralDistance(double mel, double logSpectral, double melCepstral) {

    static final int COEFFICIENTS = 13;
    private static final double FLOOR = 1e-7;
    private static final double DECIBELS = 10 / Math.log(10);
    private static final double[][] COSINES = cosines();

    private static double[][] cosines() {
        double[][] cosines = new double[COEFFICIENTS][MelBands.COUNT];
        for (int k = 0; k < COEFFICIENTS; k++) {
            for (int n = 0; n < MelBands.COUNT; n++) {
                cosines[k][n] = Math.cos(Math.PI * (k + 1) * (n + 0.5) / MelBands.COUNT) / MelBands.COUNT;
            }
        }
        return cosines;
    }

    /** NaN where there is no speech; a shorter {@code heard} is followed by silence. */
    static SpectralDistance of(SpeechSpectra clean, SpeechSpectra heard) {
        double floor = FLOOR * clean.peak();
        MelBands bands = new MelBands(clean.sampleRate(), SpeechSpectra.WINDOW);
        int[] windows = clean.withSpeech();
        double mel = 0;
        double logSpectral = 0;
        double melCepstral = 0;
        double[] silence = new double[SpeechSpectra.WINDOW / 2 + 1];
        for (int t : windows) {
            double[] spoken = floored(clean.powers()[t], floor);
            double[] told = floored(t < heard.powers().length ? heard.powers()[t] : silence, floor);
            double[] melDifference = difference(bands.powers(spoken), bands.powers(told));
            mel += meanMagnitude(melDifference);
            logSpectral += rootMeanSquare(difference(spoken, told));
            melCepstral += cepstral(melDifference);
        }
        int n = windows.length;
        return n == 0
                ? new SpectralDistance(Double.NaN, Double.NaN, Double.NaN)
                : new SpectralDistance(mel / n, logSpectral / n, melCepstral / n);
    }

    private static double[] floored(double[] powers, double floor) {
        double[] result = powers.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(result[i], floor);
        }
        return result;
    }

    /** dB. */
    private static double[] difference(double[] spoken, double[] told) {
        double[] decibels = new double[spoken.length];
        for (int i = 0; i < decibels.length; i++) {
            decibels[i] = DECIBELS * Math.log(spoken[i] / told[i]);
        }
        return decibels;
    }

    private static double meanMagnitude(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum / values.length;
    }

    private static double rootMeanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }

    /** The cosines of a difference are the difference of the cosines. */
    private static double cepstral(double[] melDifference) {
        double sum = 0;
        for (double[] cosine : COSINES) {
            double coefficient = 0;
            for (int n = 0; n < cosine.length; n++) {
                coefficient += cosine[n] * melDifference[n];
            }
            sum += coefficient * coefficient;
        }
        return Math.sqrt(2 * sum);
    }
}
