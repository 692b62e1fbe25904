package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.adversary.AdversarialLoss;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.adversary.EnvelopeDiscriminator;
import dev.sotto.training.adversary.EnvelopeDiscriminator.Judgement;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loss.TargetBatch;
import java.util.List;

/**
 * The discriminator that a codec trains against: its weights, its optimizer. Both sides learn from the same step, each
 * from the other as it was before.
 */
final class Adversary {

    private static final float MAX_GRADIENT_NORM = 5;
    private static final float LEARNING_RATE = 4e-4f;

    /** Of the discriminator, before the codec listens to it: it begins by knowing nothing. */
    private static final long FIRST_UPDATES = 150;

    /** Its weights are drawn by the run's seed, but are no continuation of the codec's. */
    private static final long DRAW = -2;

    private static final String WEIGHTS = "adversary.weights";
    private static final String ADAM = "adversary";

    private final AdversarialTraining training;
    private final EnvelopeDiscriminator discriminator = new EnvelopeDiscriminator();
    private final NDArray weights;
    private final Adam optimizer;

    /**
     * Two scalars.
     *
     * @param codec what is added to the codec's loss; null while the codec does not listen yet
     * @param discriminator the discriminator's own
     */
    record Terms(NDArray codec, NDArray discriminator) {}

    Adversary(NDManager manager, AdversarialTraining training, long seed) {
        this.training = training;
        float[] initial = discriminator.initial(Draws.of(seed, DRAW));
        this.weights = Values.create(manager, initial, new Shape(initial.length));
        weights.setRequiresGradient(true);
        this.optimizer = new Adam(manager, List.of(weights), MAX_GRADIENT_NORM);
    }

    /**
     * The codec's term leaves the discriminator's weights without gradient, and the other way round. Every step looks
     * at half of the segments, in turn: on all of them, the two discriminators cost as much as the codec.
     *
     * @param envelope {@code [B, points, T]}, decoded
     */
    Terms terms(NDArray envelope, TargetBatch wanted) {
        String half = half(envelope.getShape().get(0));
        NDArray decoded = envelope.sub(wanted.levels()).get(half);
        NDArray real = wanted.envelope().sub(wanted.levels()).get(half);
        List<Judgement> ofReal = discriminator.judge(weights, real);
        List<Judgement> ofDecoded = discriminator.judge(weights, decoded.stopGradient());
        NDArray own = AdversarialLoss.discrimination(ofReal, ofDecoded);
        if (optimizer.updates() < FIRST_UPDATES) {
            return new Terms(null, own);
        }
        List<Judgement> forCodec = discriminator.judge(weights.stopGradient(), decoded);
        NDArray codec = Values.times(AdversarialLoss.deception(forCodec), training.deception())
                .add(Values.times(AdversarialLoss.matching(ofReal, forCodec), training.matching()));
        return new Terms(codec, own);
    }

    private String half(long segments) {
        long middle = (segments + 1) / 2;
        return optimizer.updates() % 2 == 0 || segments == 1 ? ":" + middle : middle + ":";
    }

    /** Uses up the discriminator's gradient. */
    void learn() {
        optimizer.update(LEARNING_RATE);
    }

    long updates() {
        return optimizer.updates();
    }

    void save(NDList arrays) {
        weights.setName(WEIGHTS);
        arrays.add(weights);
        optimizer.save(ADAM, arrays);
    }

    void restore(NDList arrays, long updates) {
        Values.assign(weights, arrays.get(WEIGHTS).toFloatArray());
        optimizer.restore(ADAM, arrays, updates);
    }
}
