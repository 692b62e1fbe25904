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

    /** Samples: two periods of the lowest voice. */
    private static final int SHORTEST_SOUND = 533;

    /** Candidates of so many steps on each side are tried too. */
    private static final int NEIGHBOURS = 3;

    private static final int MAX_CANDIDATES = 24;
    private static final double SAME = 0.02;

    /** Of the mean distance of the harmonics from their places against 1 - correlation. */
    private static final double ERROR_WEIGHT = 2.5;
    /** For each octave below the ceiling: twice the period is as periodic. */
    private static final double OCTAVE_COST = 0.05;
    /** For each dB that a step is more than {@link #DEPTH} below loud speech: pauses hum and hiss. */
    private static final double QUIET_COST = 0.03;

    private static final double DEPTH = 25;

    /** Voice found too often does less harm than voice missed: the aperiodicity makes noise of it. */
    private static final double UNVOICED_COST = 1.3;

    private static final double CHANGE_COST = 3;
    private static final double GLIDE_COST = 2;

    /** What costs less is surely a voice, and that right. */
    private static final double CLEAR_COST = 0.35;

    private static final int MIN_CLEAR = 20;
    /** For each octave that F0 lies further from the talker's median than {@link #RANGE} octaves. */
    private static final double FAR_COST = 1;

    private static final double RANGE = 0.4;
    private static final int SHORTEST_STRETCH = 5;
    private static final int LONGEST_GAP = 4;

    private final PitchFilters filters = new PitchFilters(FLOOR, CEILING);
    private final PitchPath path = new PitchPath(UNVOICED_COST, CHANGE_COST, GLIDE_COST);
    private final double[] tried = new double[MAX_CANDIDATES];
    private final double[] cost = new double[MAX_CANDIDATES];

    /** @param samples 16 kHz @return Hz, 0 where unvoiced, {@code [samples / 80 + 1]} */
    double[] track(float[] samples) {
        int steps = samples.length / (2 * PitchFilters.STEP) + 1;
        if (samples.length < SHORTEST_SOUND) {
            return new double[steps];
        }
        filters.listen(samples);
        double[][] raw = filters.candidates(steps);
        HarmonicFit fit = new HarmonicFit(filters.halved(), PitchFilters.RATE);
        double[] low = filters.low();
        Periodicity periodicity = new Periodicity(low, PitchFilters.RATE);
        double[] levels = Levels.of(low, PitchFilters.STEP, steps);
        double[][] hertz = new double[steps][];
        double[][] costs = new double[steps][];
        for (int k = 0; k < steps; k++) {
            int number = 0;
            int centre = k * PitchFilters.STEP;
            double quiet = QUIET_COST * Math.max(0, -DEPTH - levels[k]);
            int gathered = gather(raw, k, tried);
            for (int i = 0; i < gathered; i++) {
                double refined = refined(fit, centre, tried[i]);
                if (refined > 0) {
                    tried[number] = refined;
                    cost[number++] = quiet
                            + 1
                            - periodicity.at(centre, refined)
                            + ERROR_WEIGHT * fit.error()
                            + OCTAVE_COST * Math.log(CEILING / refined) / Math.log(2);
                }
            }
            hertz[k] = Arrays.copyOf(tried, number);
            costs[k] = Arrays.copyOf(cost, number);
        }
        double[] f0 = path.best(hertz, costs);
        if (expectTalker(f0, hertz, costs)) {
            f0 = path.best(hertz, costs);
        }
        PitchContour.bridge(f0, LONGEST_GAP);
        PitchContour.dropShort(f0, SHORTEST_STRETCH);
        return PitchContour.smooth(f0);
    }

    /**
     * Adds to the cost of what lies far from where the talker of clear passages mostly is: an octave wrong, or noise
     * that happens to repeat.
     *
     * @return false where too little is clear
     */
    private static boolean expectTalker(double[] f0, double[][] hertz, double[][] costs) {
        double[] clear = new double[f0.length];
        int number = 0;
        for (int k = 0; k < f0.length; k++) {
            for (int i = 0; i < hertz[k].length; i++) {
                if (hertz[k][i] == f0[k] && costs[k][i] < CLEAR_COST) {
                    clear[number++] = f0[k];
                }
            }
        }
        Arrays.sort(clear, 0, number);
        for (int k = 0; k < f0.length && number >= MIN_CLEAR; k++) {
            for (int i = 0; i < hertz[k].length; i++) {
                double octaves = Math.abs(Math.log(hertz[k][i] / clear[number / 2]) / Math.log(2));
                costs[k][i] += FAR_COST * Math.max(0, octaves - RANGE);
            }
        }
        return number >= MIN_CLEAR;
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
