package dev.sotto.benchmark;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What the processor does at most: fused multiply-adds on registers alone, of the vectors that the codec uses. */
final class MultiplyAddPeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEPS = 20_000;
    private static final int SUMS = 8;

    private final float[] numbers = new float[2 * SPECIES.length()];

    MultiplyAddPeak() {
        Arrays.fill(numbers, 0.5f);
    }

    /** How many one {@link #run} is. */
    static double multiplyAdds() {
        return (double) STEPS * SUMS * SPECIES.length();
    }

    /** Eight sums at once, as each waits some cycles for itself. */
    void run() {
        FloatVector u = FloatVector.fromArray(SPECIES, numbers, 0);
        FloatVector v = FloatVector.fromArray(SPECIES, numbers, SPECIES.length());
        FloatVector a = u;
        FloatVector b = u;
        FloatVector c = u;
        FloatVector d = u;
        FloatVector e = u;
        FloatVector f = u;
        FloatVector g = u;
        FloatVector h = u;
        for (int i = 0; i < STEPS; i++) {
            a = u.fma(v, a);
            b = u.fma(v, b);
            c = u.fma(v, c);
            d = u.fma(v, d);
            e = u.fma(v, e);
            f = u.fma(v, f);
            g = u.fma(v, g);
            h = u.fma(v, h);
        }
        // Small, so that it is no overflow when this runs often.
        a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).mul(1e-9f).intoArray(numbers, 0);
    }
}
