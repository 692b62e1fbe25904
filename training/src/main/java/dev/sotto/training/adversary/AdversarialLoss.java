package dev.sotto.training.adversary;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.sotto.training.adversary.Discriminator.Judgement;
import dev.sotto.training.engine.Values;
import java.util.List;

/** What the two sides are taught, each a scalar: means over the resolutions. */
public final class AdversarialLoss {

    private AdversarialLoss() {}

    /**
     * The discriminator's hinge loss (Lim and Ye 2017, Geometric GAN, arXiv 1705.02894): {@code max(0, 1 - D(spoken)) +
     * max(0, 1 + D(heard))}. 2 where it knows nothing, 0 where it is sure of all.
     */
    public static NDArray discrimination(List<Judgement> spoken, List<Judgement> heard) {
        NDArray sum = null;
        for (int r = 0; r < spoken.size(); r++) {
            NDArray ofSpoken = hinge(spoken.get(r).score().neg());
            sum = plus(sum, ofSpoken.add(hinge(heard.get(r).score())));
        }
        return Values.times(sum, 1f / spoken.size());
    }

    /** The codec's side of it, {@code max(0, 1 - D(heard))} (EnCodec, section 3.4): 0 where it passes for spoken. */
    public static NDArray deception(List<Judgement> heard) {
        NDArray sum = null;
        for (Judgement judgement : heard) {
            sum = plus(sum, hinge(judgement.score().neg()));
        }
        return Values.times(sum, 1f / heard.size());
    }

    /**
     * Feature matching (Kong et al. 2020, HiFi-GAN, arXiv 2010.05646, eq. 7): how far the discriminator's layers are
     * from what they say of the spoken sound, relative to that (EnCodec, eq. 2), so that no layer outweighs the others.
     */
    public static NDArray features(List<Judgement> spoken, List<Judgement> heard) {
        NDArray sum = null;
        int count = 0;
        for (int r = 0; r < spoken.size(); r++) {
            for (int l = 0; l < spoken.get(r).features().size(); l++) {
                NDArray target = spoken.get(r).features().get(l).stopGradient();
                NDArray distance =
                        heard.get(r).features().get(l).sub(target).abs().mean();
                sum = plus(sum, distance.div(target.abs().mean()));
                count++;
            }
        }
        return Values.times(sum, 1f / count);
    }

    private static NDArray hinge(NDArray score) {
        return Activation.relu(score.add(1)).mean();
    }

    private static NDArray plus(NDArray sum, NDArray next) {
        return sum == null ? next : sum.add(next);
    }
}
