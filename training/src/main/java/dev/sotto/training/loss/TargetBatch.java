package dev.sotto.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.data.TargetRows;

/**
 * What the decoder should say of a batch of segments, in the units of {@link dev.sotto.synthesis.SpeechParameters}.
 *
 * @param envelope {@code [B, 48, T]}, not lower than a floor under the segment's maximum
 * @param levels {@code [B, 1, 1]}, each segment's mean of {@code envelope}
 * @param pitch {@code [B, T]}; 0 where unvoiced
 * @param aperiodicity {@code [B, T]}
 * @param voiced {@code [B, T]}: 1 where voiced, else 0
 * @param voicedShare {@code [B, T]}: {@code voiced} over the number of voiced steps of the batch, to take means by
 */
public record TargetBatch(
        NDArray envelope, NDArray levels, NDArray pitch, NDArray aperiodicity, NDArray voiced, NDArray voicedShare) {

    /** @param segments B @param points of the envelope @param steps T */
    public static TargetBatch of(NDManager manager, TargetRows rows, int segments, int points, int steps) {
        Shape curve = new Shape(segments, steps);
        float[] levels = new float[segments];
        int size = points * steps;
        for (int b = 0; b < segments; b++) {
            double sum = 0;
            for (int i = b * size; i < (b + 1) * size; i++) {
                sum += rows.envelope()[i];
            }
            levels[b] = (float) (sum / size);
        }
        int count = 0;
        for (float v : rows.voiced()) {
            count += v > 0 ? 1 : 0;
        }
        float[] share = new float[rows.voiced().length];
        for (int i = 0; i < share.length; i++) {
            share[i] = rows.voiced()[i] / Math.max(1, count);
        }
        return new TargetBatch(
                manager.create(rows.envelope(), new Shape(segments, points, steps)),
                manager.create(levels, new Shape(segments, 1, 1)),
                manager.create(rows.pitch(), curve),
                manager.create(rows.aperiodicity(), curve),
                manager.create(rows.voiced(), curve),
                manager.create(share, curve));
    }
}
