package dev.sotto.training.target;

import java.util.Arrays;

/**
 * Which of each step's candidates, or none: the path of least cost (Viterbi 1967). A step costs what its candidate
 * costs, or a fixed price for no voice; from step to step a glide costs by its octaves, and so does each change between
 * voice and none.
 */
final class PitchPath {

    private final double unvoiced;
    private final double change;
    private final double glide;

    PitchPath(double unvoiced, double change, double glide) {
        this.unvoiced = unvoiced;
        this.change = change;
        this.glide = glide;
    }

    /**
     * @param hertz and {@code costs}: of each step's candidates
     * @return F0 of each step, 0 where unvoiced
     */
    double[] best(double[][] hertz, double[][] costs) {
        int steps = hertz.length;
        int[][] origin = new int[steps][];
        // The last place is that of no voice.
        double[] reached = {0};
        double[] octaves = {};
        for (int k = 0; k < steps; k++) {
            int number = hertz[k].length;
            double[] now = new double[number + 1];
            double[] here = new double[number];
            origin[k] = new int[number + 1];
            for (int i = 0; i <= number; i++) {
                boolean voiced = i < number;
                here = voiced ? octave(here, i, hertz[k][i]) : here;
                int from = octaves.length;
                double least = reached[from] + (voiced ? change : 0);
                for (int j = 0; j < octaves.length; j++) {
                    double cost = reached[j] + (voiced ? glide * Math.abs(here[i] - octaves[j]) : change);
                    if (cost < least) {
                        least = cost;
                        from = j;
                    }
                }
                now[i] = least + (voiced ? costs[k][i] : unvoiced);
                origin[k][i] = from;
            }
            reached = now;
            octaves = here;
        }
        return trace(hertz, origin, reached);
    }

    private static double[] octave(double[] octaves, int i, double hertz) {
        octaves[i] = Math.log(hertz) / Math.log(2);
        return octaves;
    }

    private static double[] trace(double[][] hertz, int[][] origin, double[] reached) {
        double[] f0 = new double[hertz.length];
        int state = reached.length - 1;
        for (int i = 0; i < reached.length; i++) {
            state = reached[i] < reached[state] ? i : state;
        }
        Arrays.fill(f0, 0);
        for (int k = hertz.length - 1; k >= 0; k--) {
            f0[k] = state < hertz[k].length ? hertz[k][state] : 0;
            state = origin[k][state];
        }
        return f0;
    }
}
