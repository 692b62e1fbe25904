package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;

/**
 * A filter's response may be longer than a transform, and what is beyond its end would come back at its beginning. So
 * spectra are not taken on the unit circle but on a larger one, of {@link #RADIUS}: they are those of responses that
 * die away sooner, by {@code RADIUS^-n}, which is undone after the transform. What comes back is then as much weaker as
 * the whole block is damped: by 26 dB.
 */
final class Damping {

    /** Damping over a whole block, in nepers. */
    private static final double NEPERS = 3;

    static final double RADIUS = StrictMath.exp(NEPERS / Fourier.SIZE);

    /** Samples at the end of a block over which it fades, so that a response that is not over does not click. */
    private static final int FADE = 64;

    static final float LOG2_RADIUS = (float) (NEPERS / Fourier.SIZE / StrictMath.log(2));

    /** RADIUS^n, and the fade. */
    static final float[] GROWTH = new float[Fourier.SIZE];

    static {
        for (int n = 0; n < GROWTH.length; n++) {
            double left = Math.min(1, (GROWTH.length - n - 0.5) / FADE);
            GROWTH[n] = (float) (StrictMath.pow(RADIUS, n) * (0.5 - 0.5 * StrictMath.cos(Math.PI * left)));
        }
    }

    private Damping() {}
}
