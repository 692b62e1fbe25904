package dev.sotto.training.loop;

import java.util.SplittableRandom;

/** Where the randomness of a run comes from. */
public final class Draws {

    private Draws() {}

    /**
     * The same for the same number in every run of the same seed, and unlike that of any other number or seed. Both go
     * through the generator, one after the other: their mere sum would let seeds, and the steps of one seed, share
     * draws, because {@link SplittableRandom} walks along its seeds in even paces.
     */
    public static SplittableRandom of(long seed, long number) {
        long ofSeed = new SplittableRandom(seed).nextLong();
        return new SplittableRandom(new SplittableRandom(ofSeed + number).nextLong());
    }
}
