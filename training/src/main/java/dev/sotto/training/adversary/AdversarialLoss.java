package dev.sotto.training.adversary;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.sotto.training.adversary.EnvelopeDiscriminator.Judgement;
import dev.sotto.training.engine.Values;
import java.util.List;

/** What the two sides are taught, each a scalar: sums over the paces. */
public final class AdversarialLoss {

    /** Keeps a layer that says next to nothing from being divided by. */
    private static final float FEATURE_FLOOR = 1e-3f;

    private AdversarialLoss() {}

    /**
     * The discriminator's hinge loss (Lim and Ye 2017, Geometric GAN, arXiv 1705.02894): {@code max(0, 1 - D(real)) +
     * max(0, 1 + D(decoded))}. 2 a pace where it knows nothing, 0 where it is sure of all.
     */
    public static NDArray discrimination(List<Judgement> real, List<Judgement> decoded) {
        NDArray sum = null;
        for (int r = 0; r < real.size(); r++) {
            sum = plus(sum, hinge(real.get(r).score().neg()));
            sum = plus(sum, hinge(decoded.get(r).score()));
        }
        return sum;
    }

    /** The codec's side of it: the score itself, turned round (Lim and Ye 2017, eq. 4). */
    public static NDArray deception(List<Judgement> decoded) {
        NDArray sum = null;
        for (Judgement judgement : decoded) {
            sum = plus(sum, judgement.score().mean().neg());
        }
        return sum;
    }

    /**
     * Feature matching (Kong et al. 2020, HiFi-GAN, arXiv 2010.05646, eq. 7): how far the discriminator's layers are
     * from what they say of the real envelopes, relative to that (Défossez et al. 2022, EnCodec, eq. 2), so that no
     * layer outweighs the others. The mean over the layers.
     */
    public static NDArray matching(List<Judgement> real, List<Judgement> decoded) {
        NDArray sum = null;
        for (int r = 0; r < real.size(); r++) {
            List<NDArray> targets = real.get(r).features();
            for (int l = 0; l < targets.size(); l++) {
                NDArray target = targets.get(l).stopGradient();
                NDArray distance =
                        decoded.get(r).features().get(l).sub(target).abs().mean();
                NDArray relative = distance.div(target.abs().mean().add(FEATURE_FLOOR));
                sum = plus(sum, Values.times(relative, 1f / targets.size()));
            }
        }
        return sum;
    }

    private static NDArray hinge(NDArray score) {
        return Activation.relu(score.add(1)).mean();
    }

    private static NDArray plus(NDArray sum, NDArray next) {
        return sum == null ? next : sum.add(next);
    }
}
