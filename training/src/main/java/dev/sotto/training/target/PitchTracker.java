package dev.sotto.training.target;

import java.util.Arrays;

/**
 * F0 and voicing every 5 ms, after Harvest (Morise, Interspeech 2017): candidates by band-pass filters, refined by the
 * instantaneous frequencies of their harmonics. What is ours: a candidate is judged by its periodicity as well, and the
 * best path decides. One for each thread.
 */
final class PitchTracker {

    /** Hz. */
    static final double FLOOR = 60;

    static final double CEILING = 500;

    /** Candidates of so many steps on each side are tried too. */
    private static final int NEIGHBOURS = 3;

    private static final int MAX_CANDIDATES = 24;
    private static final double SAME = 0.02;
    static double ERROR_WEIGHT = Double.parseDouble(System.getProperty("EW", "1.5"));
    /** For each octave below the ceiling: half of F0 is as periodic as F0. */
    static double OCTAVE_COST = Double.parseDouble(System.getProperty("OC", "0.1"));

    static int SHORTEST = Integer.getInteger("SH", 5);
    static int LONGEST_GAP = Integer.getInteger("LG", 4);

    private final PitchFilters filters = new PitchFilters(FLOOR, CEILING);
    PitchPath path = new PitchPath(
            Double.parseDouble(System.getProperty("UV", "1.3")),
            Double.parseDouble(System.getProperty("CH", "3")),
            Double.parseDouble(System.getProperty("GL", "2")));

    /** @param samples 16 kHz @return Hz, 0 where unvoiced, {@code [samples / 80 + 1]} */
    double[] track(float[] samples) {
        return track(lattice(samples));
    }

    static double QUIET = Double.parseDouble(System.getProperty("QU", "0.03"));
    static double DEPTH = Double.parseDouble(System.getProperty("DE", "35"));

    record Lattice(double[][] hertz, double[][] alike, double[][] errors, double[] levels) {}

    double[] track(Lattice l) {
        double[][] costs = new double[l.hertz.length][];
        for (int k = 0; k < costs.length; k++) {
            costs[k] = new double[l.hertz[k].length];
            double quiet = QUIET * Math.max(0, -DEPTH - l.levels[k]);
            for (int i = 0; i < costs[k].length; i++)
                costs[k][i] = quiet
                        + 1
                        - l.alike[k][i]
                        + ERROR_WEIGHT * l.errors[k][i]
                        + OCTAVE_COST * Math.log(CEILING / l.hertz[k][i]) / Math.log(2);
        }
        double[] f0 = path.best(l.hertz, costs);
        PitchContour.bridge(f0, LONGEST_GAP);
        PitchContour.dropShort(f0, SHORTEST);
        return PitchContour.smooth(f0);
    }

    Lattice lattice(float[] samples) {
        int steps = samples.length / (2 * PitchFilters.STEP) + 1;
        filters.listen(samples);
        double[][] raw = filters.candidates(steps);
        HarmonicFit fit = new HarmonicFit(filters.halved(), PitchFilters.RATE);
        Periodicity periodicity = new Periodicity(filters.low(), PitchFilters.RATE);
        Lattice l = new Lattice(
                new double[steps][],
                new double[steps][],
                new double[steps][],
                Levels.of(filters.low(), PitchFilters.STEP, steps));
        double[] tried = new double[MAX_CANDIDATES];
        double[] alike = new double[MAX_CANDIDATES];
        double[] error = new double[MAX_CANDIDATES];
        for (int k = 0; k < steps; k++) {
            int number = 0;
            int centre = k * PitchFilters.STEP;
            int gathered = gather(raw, k, tried);
            for (int i = 0; i < gathered; i++) {
                double refined = refined(fit, centre, tried[i]);
                if (refined > 0) {
                    tried[number] = refined;
                    alike[number] = periodicity.at(centre, refined);
                    error[number++] = fit.error();
                }
            }
            l.hertz[k] = Arrays.copyOf(tried, number);
            l.alike[k] = Arrays.copyOf(alike, number);
            l.errors[k] = Arrays.copyOf(error, number);
        }
        return l;
    }

    /** 0 where the harmonics lead elsewhere. */
    private static double refined(HarmonicFit fit, int centre, double candidate) {
        double hertz = candidate;
        for (int pass = 0; pass < 2; pass++) {
            fit.fit(centre, hertz);
            if (!(Math.abs(fit.hertz() - candidate) < 0.2 * candidate)) {
                return 0;
            }
            hertz = fit.hertz();
        }
        return hertz >= FLOOR && hertz <= CEILING ? hertz : 0;
    }

    /** The candidates of a step and of those around it, the nearest first, each once. */
    private static int gather(double[][] raw, int k, double[] gathered) {
        int number = 0;
        for (int distance = 0; distance <= NEIGHBOURS; distance++) {
            for (int side = -1; side <= (distance == 0 ? -1 : 1); side += 2) {
                int at = k + side * distance;
                for (double candidate : at >= 0 && at < raw.length ? raw[at] : new double[0]) {
                    boolean known = number == MAX_CANDIDATES;
                    for (int i = 0; i < number && !known; i++) {
                        known = Math.abs(gathered[i] - candidate) < SAME * candidate;
                    }
                    if (!known) {
                        gathered[number++] = candidate;
                    }
                }
            }
        }
        return number;
    }
}
