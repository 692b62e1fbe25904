package dev.sotto.training.loop;

import dev.sotto.training.loss.ParameterLoss;

/**
 * What steps of training tell: of one, or the mean of some.
 *
 * @param loss all that the codec is taught
 * @param envelope mean absolute error, dB
 * @param pitch mean absolute error where voiced, cents
 * @param voicing share of the steps whose voicing is wrong, %
 * @param aperiodicity mean absolute error where voiced, dB
 * @param commitment 0 before the quantizer starts
 * @param pointDetail how much the envelope changes from point to point, as a share of the target's
 * @param stepDetail likewise from step to step
 * @param adversary what the adversary adds to the loss; 0 before the codec listens to it
 * @param discriminator the adversary's own loss: 4 where it knows nothing, 0 where it is sure of all
 * @param latentDeviation standard deviation over time, near 0 where the encoder has collapsed
 */
public record StepReport(
        float loss,
        float envelope,
        float pitch,
        float voicing,
        float aperiodicity,
        float commitment,
        float pointDetail,
        float stepDetail,
        float adversary,
        float discriminator,
        float latentDeviation) {

    static final int SIZE = 11;

    /** @param v in the order of the record, in the losses' own units */
    public static StepReport of(float[] v) {
        return new StepReport(
                v[0],
                v[1] * ParameterLoss.DB_PER_NEPER,
                v[2] * ParameterLoss.CENTS_PER_PITCH,
                v[3] * 100,
                v[4] * 10,
                v[5],
                v[6],
                v[7],
                v[8],
                v[9],
                v[10]);
    }
}
