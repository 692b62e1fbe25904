package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.adversary.AdversarialLoss;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.adversary.Discriminator;
import dev.sotto.training.adversary.Discriminator.Judgement;
import dev.sotto.training.engine.Values;
import java.util.List;

/**
 * The discriminator that a codec trains against: its weights, its optimizer. Both sides learn from the same step, each
 * from the other as it was before.
 */
final class Adversary {

    private static final float MAX_GRADIENT_NORM = 5;

    /** Set by hand, not compared with others. */
    private static final float DECEPTION = 0.5f;

    private static final float FEATURES = 1;

    /** Of the discriminator, before the codec listens to it in full: it begins by knowing nothing. */
    private static final float RAMP = 500;

    /** Its weights are drawn by the run's seed, but are no continuation of the codec's. */
    private static final long DRAW = -2;

    private static final String WEIGHTS = "adversary.weights";
    private static final String ADAM = "adversary";

    private final int delay;
    private final Discriminator discriminator;
    private final NDArray weights;
    private final Adam optimizer;

    /**
     * Two scalars.
     *
     * @param codec what is added to the codec's loss
     * @param discriminator the discriminator's own
     */
    record Terms(NDArray codec, NDArray discriminator) {}

    Adversary(NDManager manager, AdversarialTraining training, TrainingOptions options) {
        this.delay = options.config().delay();
        this.discriminator = new Discriminator(manager, training.width());
        float[] initial = discriminator.initial(Draws.of(options.seed(), DRAW));
        this.weights = Values.create(manager, initial, new Shape(initial.length));
        weights.setRequiresGradient(true);
        this.optimizer = new Adam(manager, List.of(weights), MAX_GRADIENT_NORM);
    }

    /**
     * The codec's term leaves the discriminator's weights without gradient, and the other way round.
     *
     * @param heard {@code [B, 1, T]}, later than {@code spoken} by the configuration's delay
     * @param levels RMS of each segment's speech
     */
    Terms terms(NDArray heard, NDArray spoken, float[] levels) {
        SoundPair sounds = SoundPair.of(heard, spoken, levels, delay);
        List<Judgement> ofSpoken = discriminator.judge(weights, sounds.spoken());
        List<Judgement> ofHeard = discriminator.judge(weights, sounds.heard().stopGradient());
        List<Judgement> forCodec = discriminator.judge(weights.stopGradient(), sounds.heard());
        float ramp = Math.min(1, optimizer.updates() / RAMP);
        NDArray codec = Values.times(AdversarialLoss.deception(forCodec), ramp * DECEPTION)
                .add(Values.times(AdversarialLoss.features(ofSpoken, forCodec), ramp * FEATURES));
        return new Terms(codec, AdversarialLoss.discrimination(ofSpoken, ofHeard));
    }

    /** Uses up the discriminator's gradient. */
    void learn(float learningRate) {
        optimizer.update(learningRate);
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
