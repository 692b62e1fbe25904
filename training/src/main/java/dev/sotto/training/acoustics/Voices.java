package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/** Speech of others, to be heard behind a talker. */
public interface Voices {

    /** Adds a passage of someone's speech to {@code target}. */
    void addTo(float[] target, SplittableRandom random);
}
