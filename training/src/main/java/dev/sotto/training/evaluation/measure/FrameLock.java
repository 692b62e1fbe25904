package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Fourier;
import java.util.Arrays;
import java.util.List;

/**
 * Tones that stand at the same phase in every frame of 20 ms, such as a transposed convolution makes: the sum over the
 * frames of a sound of their spectra, at each multiple of 50 Hz from 1 to 4 kHz, every frame divided by its own power
 * there. A locked tone adds up from frame to frame and from clip to clip, all else does not.
 *
 * @param real of the sum, a number for each multiple of 50 Hz
 * @param frames how many were added up
 */
public record FrameLock(double[] real, double[] imaginary, int frames) {

    private static final int FRAMES_PER_SECOND = 50;
    private static final int LOWEST = 1000 / FRAMES_PER_SECOND;
    private static final int HIGHEST = 4000 / FRAMES_PER_SECOND;
    private static final int TONES = HIGHEST - LOWEST + 1;
    /** 60 dB under the loudest frame there is nothing to hear. */
    private static final double QUIET = 1e-6;

    /** @param sound as the codec gave it, from its first sample on: not aligned, since that would shift the frames */
    public static FrameLock of(Waveform sound) {
        int length = sound.sampleRate() / FRAMES_PER_SECOND;
        // Two frames under a window that keeps low sounds from leaking up; folded, as the tones repeat in each.
        double[] window = Fourier.hann(2 * length);
        int count = Math.max(0, sound.length() / length - 1);
        double[][] real = new double[count][];
        double[][] imaginary = new double[count][];
        double[] powers = new double[count];
        double[] folded = new double[length];
        double[] sine = new double[length];
        double[] cosine = new double[length];
        for (int i = 0; i < length; i++) {
            sine[i] = Math.sin(2 * Math.PI * i / length);
            cosine[i] = Math.cos(2 * Math.PI * i / length);
        }
        for (int t = 0; t < count; t++) {
            for (int i = 0; i < length; i++) {
                folded[i] = window[i] * sound.samples()[t * length + i]
                        + window[i + length] * sound.samples()[(t + 1) * length + i];
            }
            real[t] = transform(folded, cosine);
            imaginary[t] = transform(folded, sine);
            powers[t] = power(real[t]) + power(imaginary[t]);
        }
        return sum(real, imaginary, powers);
    }

    /** How much of each tone is in a frame. @param wave one period, which tone k runs through k times */
    private static double[] transform(double[] frame, double[] wave) {
        double[] tones = new double[TONES];
        for (int k = 0; k < TONES; k++) {
            double sum = 0;
            int phase = 0;
            for (double sample : frame) {
                sum += sample * wave[phase];
                phase += LOWEST + k;
                phase -= phase >= wave.length ? wave.length : 0;
            }
            tones[k] = sum;
        }
        return tones;
    }

    private static double power(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }

    private static FrameLock sum(double[][] real, double[][] imaginary, double[] powers) {
        double quiet = QUIET * Arrays.stream(powers).max().orElse(0);
        double[] sumReal = new double[TONES];
        double[] sumImaginary = new double[TONES];
        int frames = 0;
        for (int t = 0; t < powers.length; t++) {
            if (powers[t] > quiet) {
                add(sumReal, real[t], 1 / Math.sqrt(powers[t]));
                add(sumImaginary, imaginary[t], 1 / Math.sqrt(powers[t]));
                frames++;
            }
        }
        return new FrameLock(sumReal, sumImaginary, frames);
    }

    private static void add(double[] sum, double[] values, double scale) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += scale * values[k];
        }
    }

    /**
     * The share of the power from 1 to 4 kHz that is locked to the frame in all clips, 0 to 1: the mean over all pairs
     * of frames from different clips of the product of their spectra. Chance makes that 0 whatever lasts within a clip,
     * so nothing is left to subtract.
     *
     * @return NaN of fewer than two clips with sound
     */
    public static double share(List<FrameLock> clips) {
        double[] real = new double[TONES];
        double[] imaginary = new double[TONES];
        double alone = 0;
        double frames = 0;
        double pairsWithin = 0;
        for (FrameLock clip : clips) {
            add(real, clip.real, 1);
            add(imaginary, clip.imaginary, 1);
            alone += power(clip.real) + power(clip.imaginary);
            frames += clip.frames;
            pairsWithin += (double) clip.frames * clip.frames;
        }
        double pairs = frames * frames - pairsWithin;
        if (pairs == 0) {
            return Double.NaN;
        }
        double locked = Math.max(0, (power(real) + power(imaginary) - alone) / pairs);
        // Under the window of two frames noise counts for 3/4 of what a tone of the same power does.
        return 0.75 * locked / (0.75 * locked + 1 - locked);
    }
}
