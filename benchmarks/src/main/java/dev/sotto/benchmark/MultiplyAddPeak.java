package dev.sotto.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What the processor does at most: fused multiply-adds on registers alone, of the vectors that the codec uses. */
final class MultiplyAddPeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEPS = 20_000;
    private static final int SUMS = 8;

    private float sink;

    /** Multiply-adds a microsecond. */
    static double measure(double seconds) {
        MultiplyAddPeak peak = new MultiplyAddPeak();
        double micros = Timings.of(seconds, peak::run).percentile(10);
        return (double) STEPS * SUMS * SPECIES.length() / micros;
    }

    private void run() {
        sink = sum(FloatVector.broadcast(SPECIES, 0.5f + sink * 1e-30f), FloatVector.broadcast(SPECIES, 0.25f));
    }

    /** Eight sums at once: one waits for itself for some cycles. */
    private static float sum(FloatVector u, FloatVector v) {
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
        return a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).lane(0);
    }
}
