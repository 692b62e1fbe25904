package dev.sotto.concealment;

import java.util.SplittableRandom;

/**
 * Which frames of a stream are lost, by chance but the same for the same seed: single ones or bursts, after each at
 * least one that comes. The first frame comes.
 *
 * @param share of the frames that are lost, from 0 to .5
 * @param burst frames that are lost one after another
 */
public record FrameLoss(double share, int burst, long seed) {

    /** Half of them: of single ones no more can be lost. */
    public static final double MAX_SHARE = 0.5;

    /** A second. */
    public static final int MAX_BURST = 50;

    public FrameLoss {
        if (!(share >= 0 && share <= MAX_SHARE)) {
            throw new IllegalArgumentException("share must be 0 to " + MAX_SHARE + ", is " + share);
        }
        if (burst < 1 || burst > MAX_BURST) {
            throw new IllegalArgumentException("burst must be 1 to " + MAX_BURST + ", is " + burst);
        }
    }

    /** Whether each frame of so many is lost. */
    public boolean[] of(int numFrames) {
        boolean[] lost = new boolean[numFrames];
        SplittableRandom random = new SplittableRandom(seed);
        // Of what may be followed by a burst: so that share is what is lost in the long run.
        double begins = share / (burst * (1 - share));
        int frame = 1;
        while (frame < numFrames) {
            if (random.nextDouble() < begins) {
                for (int i = 0; i < burst && frame < numFrames; i++) {
                    lost[frame++] = true;
                }
            }
            frame++;
        }
        return lost;
    }

    /** How many of so many are lost. */
    public int count(int numFrames) {
        int count = 0;
        for (boolean missing : of(numFrames)) {
            count += missing ? 1 : 0;
        }
        return count;
    }
}
