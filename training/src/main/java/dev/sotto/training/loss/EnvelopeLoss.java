package dev.sotto.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;

/**
 * How differently the envelopes of two sounds move: what short-time intelligibility measures correlate, in a form that
 * can be differentiated. Magnitudes in third octaves over stretches of 384 ms, as in STOI (Taal et al. 2011) and ESTOI
 * (Jensen and Taal 2016), but without their removal of silent frames and clipping: floors keep silence out of it. As a
 * training loss for enhancement: Kolbaek, Tan and Jensen 2018 (arXiv 1802.00604).
 */
public final class EnvelopeLoss {

    private static final double WINDOW_SECONDS = 0.0256;
    private static final int BANDS = 15;
    private static final double LOWEST_CENTRE = 150;
    private static final int STRETCH = 30;
    private static final int STRETCH_HOP = 8;

    /** Of a band's power: 30 dB under that of speech. */
    private static final float FLOOR = 1e-3f;

    /** Of squared lengths: a band that moves less than a tenth of what speech does counts less. */
    private static final float LENGTH_FLOOR = 1e-2f;

    private final int transform;
    private final int hop;
    private final float scale;
    private final NDArray hann;
    private final NDArray octaves;

    public EnvelopeLoss(NDManager manager, int sampleRate) {
        int window = (int) Math.round(WINDOW_SECONDS * sampleRate);
        this.transform = Integer.highestOneBit(window - 1) * 2;
        this.hop = window / 2;
        float[] weights = new float[transform];
        double energy = 0;
        for (int n = 0; n < window; n++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / window);
            weights[(transform - window) / 2 + n] = (float) weight;
            energy += weight * weight;
        }
        this.scale = (float) (1 / (Math.sqrt(energy) * SpectralLoss.NORMAL_LEVEL));
        this.hann = manager.create(weights);
        this.octaves = manager.create(thirdOctaves(transform, sampleRate), new Shape(BANDS, transform / 2 + 1));
    }

    /** Ones where a bin belongs to a band, {@code [BANDS, transform / 2 + 1]}; a band has one bin at least. */
    private static float[] thirdOctaves(int transform, int sampleRate) {
        int bins = transform / 2 + 1;
        float[] bands = new float[BANDS * bins];
        for (int b = 0; b < BANDS; b++) {
            int first = edge(2 * b - 1, transform, sampleRate);
            int end = Math.max(first + 1, edge(2 * b + 1, transform, sampleRate));
            for (int bin = first; bin < Math.min(end, bins); bin++) {
                bands[b * bins + bin] = 1;
            }
        }
        return bands;
    }

    private static int edge(int sixthOctaves, int transform, int sampleRate) {
        return (int) Math.round(LOWEST_CENTRE * Math.pow(2, sixthOctaves / 6.0) * transform / sampleRate);
    }

    /** The shortest sounds that can be compared, in samples. */
    public int minLength() {
        return STRETCH * hop;
    }

    /**
     * From 0, where the envelopes move alike, to 2, where one falls when the other rises; silence counts as 1.
     *
     * @param heard {@code [B, T]}, the one that is differentiated, at {@link SpectralLoss#NORMAL_LEVEL}
     * @param spoken {@code [B, T]}
     * @return {@code [B]}
     */
    public NDArray compare(NDArray heard, NDArray spoken) {
        long clips = heard.getShape().get(0);
        NDArray y = direction(stretches(heard), 2);
        NDArray x = direction(stretches(spoken), 2);
        NDArray overTime = Values.times(y.mul(x).sum(new int[] {2}).sum(new int[] {1}), 1f / BANDS);
        NDArray overBands = Values.times(
                direction(y, 1).mul(direction(x, 1)).sum(new int[] {2}).sum(new int[] {1}), 1f / STRETCH);
        NDArray alike = Values.times(overTime.add(overBands), -0.5f).add(1);
        return alike.reshape(-1, clips).mean(new int[] {0});
    }

    /** Deviations from the mean along {@code axis}, brought to length 1. */
    private static NDArray direction(NDArray values, int axis) {
        NDArray centred = values.sub(values.mean(new int[] {axis}, true));
        NDArray length =
                centred.square().sum(new int[] {axis}, true).add(LENGTH_FLOOR).sqrt();
        return centred.div(length);
    }

    /** Envelopes of all stretches, {@code [stretches * B, BANDS, STRETCH]}. */
    private NDArray stretches(NDArray samples) {
        NDArray parts = Values.times(samples, scale)
                .stft(transform, hop, true, hann, false, true)
                .real();
        NDArray power = parts.square().sum(new int[] {3});
        NDArray envelopes = octaves.matMul(power).add(FLOOR).sqrt();
        NDList stretches = new NDList();
        for (long first = 0; first + STRETCH <= envelopes.getShape().get(2); first += STRETCH_HOP) {
            stretches.add(envelopes.get(":, :, " + first + ":" + (first + STRETCH)));
        }
        return stretches.size() == 1 ? stretches.get(0) : NDArrays.concat(stretches, 0);
    }
}
