package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;

/** Scale-invariant signal-to-distortion ratio (Le Roux et al. 2019, arXiv 1811.02508, equation 3). */
public final class SignalDistortion {

    private SignalDistortion() {}

    /** dB; both of the same length. */
    public static double siSdr(Waveform spoken, Waveform heard) {
        double product = 0;
        double energy = 1e-12;
        for (int i = 0; i < spoken.length(); i++) {
            product += (double) spoken.samples()[i] * heard.samples()[i];
            energy += (double) spoken.samples()[i] * spoken.samples()[i];
        }
        double scale = product / energy;
        double signal = 1e-12;
        double distortion = 1e-12;
        for (int i = 0; i < spoken.length(); i++) {
            double target = scale * spoken.samples()[i];
            double error = heard.samples()[i] - target;
            signal += target * target;
            distortion += error * error;
        }
        return 10 * Math.log10(signal / distortion);
    }
}
