package dev.sotto.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.sotto.training.engine.Values;

/**
 * The distance of the decoder's parameters from their targets: absolute errors, so that no frame that is hard to say
 * rules the others, and the cross-entropy of voicing.
 */
public final class ParameterLoss {

    /** Nepers of the envelope in a dB. */
    public static final float DB_PER_NEPER = 8.685889f;

    /** The parameters' unit of pitch is half an octave. */
    public static final float CENTS_PER_PITCH = 600;

    private static final float PITCH = 2;
    private static final float VOICING = 0.3f;
    private static final float APERIODICITY = 0.3f;

    private ParameterLoss() {}

    /**
     * What is compared, of the same moments.
     *
     * @param envelope {@code [B, points, T]}
     * @param pitch {@code [B, T]}
     * @param voicing {@code [B, T]}, logits
     * @param aperiodicity {@code [B, T]}
     */
    public record Parameters(NDArray envelope, NDArray pitch, NDArray voicing, NDArray aperiodicity) {

        /**
         * @param rows {@code [B, points + 3, S]}, the decoder's output
         * @param from first step that counts
         */
        public static Parameters of(NDArray rows, int points, int from) {
            return new Parameters(
                    rows.get(":, :" + points + ", " + from + ":"),
                    rows.get(":, " + points + ", " + from + ":"),
                    rows.get(":, " + (points + 1) + ", " + from + ":"),
                    rows.get(":, " + (points + 2) + ", " + from + ":"));
        }
    }

    /**
     * Scalars, without their weights.
     *
     * @param envelope mean absolute error, nepers
     * @param pitch mean absolute error where voiced, half octaves
     * @param voicing mean cross-entropy, nats
     * @param aperiodicity mean absolute error where voiced, 10 dB
     */
    public record Terms(NDArray envelope, NDArray pitch, NDArray voicing, NDArray aperiodicity) {

        public NDArray total() {
            return envelope.add(Values.times(pitch, PITCH))
                    .add(Values.times(voicing, VOICING))
                    .add(Values.times(aperiodicity, APERIODICITY));
        }
    }

    public static Terms compare(Parameters given, TargetBatch wanted) {
        return new Terms(
                given.envelope().sub(wanted.envelope()).abs().mean(),
                given.pitch()
                        .sub(wanted.pitch())
                        .abs()
                        .mul(wanted.voicedShare())
                        .sum(),
                crossEntropy(given.voicing(), wanted.voiced()),
                given.aperiodicity()
                        .sub(wanted.aperiodicity())
                        .abs()
                        .mul(wanted.voicedShare())
                        .sum());
    }

    /** {@code max(v, 0) - v y + log(1 + exp(-|v|))}, which neither overflows nor loses what is small. */
    private static NDArray crossEntropy(NDArray logits, NDArray wanted) {
        NDArray soft = logits.abs().neg().exp().add(1).log();
        return Activation.relu(logits).sub(logits.mul(wanted)).add(soft).mean();
    }

    /** Share of the steps whose voicing is wrong, a scalar without gradient. */
    public static NDArray voicingError(Parameters given, TargetBatch wanted) {
        NDArray voiced =
                given.voicing().stopGradient().gt(0).toType(wanted.voiced().getDataType(), false);
        return voiced.sub(wanted.voiced()).abs().mean();
    }

    /**
     * How much the envelope changes from point to point ({@code axis} 1) or from step to step ({@code axis} 2), as a
     * share of what the target's does: 1 where nothing is smoothed. A scalar without gradient.
     */
    public static NDArray detail(Parameters given, TargetBatch wanted, int axis) {
        return change(given.envelope().stopGradient(), axis).div(change(wanted.envelope(), axis));
    }

    private static NDArray change(NDArray envelope, int axis) {
        String later = axis == 1 ? ":, 1:" : ":, :, 1:";
        String earlier = axis == 1 ? ":, :-1" : ":, :, :-1";
        return envelope.get(later).sub(envelope.get(earlier)).abs().mean();
    }
}
