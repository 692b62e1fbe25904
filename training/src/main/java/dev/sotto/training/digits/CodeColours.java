package dev.sotto.training.digits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A colour for each code: red, green and blue are its ranks along the three directions in which the codes differ most,
 * so that codes whose vectors are alike have like colours.
 */
public final class CodeColours {

    private static final int ITERATIONS = 50;
    private static final int DARKEST = 30;
    private static final int BRIGHTEST = 250;

    private final int[] colours;

    private CodeColours(int[] colours) {
        this.colours = colours;
    }

    /** @param vectors {@code [K, D]} row-major */
    static CodeColours of(float[] vectors, int dim) {
        int size = vectors.length / dim;
        double[][] rest = new double[size][dim];
        for (int d = 0; d < dim; d++) {
            double mean = 0;
            for (int k = 0; k < size; k++) {
                mean += vectors[k * dim + d] / (double) size;
            }
            for (int k = 0; k < size; k++) {
                rest[k][d] = vectors[k * dim + d] - mean;
            }
        }
        int[] colours = new int[size];
        for (int channel = 0; channel < 3; channel++) {
            double[] places = takeOut(rest, principal(rest));
            Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(k -> places[k]));
            for (int rank = 0; rank < size; rank++) {
                int level = DARKEST + (BRIGHTEST - DARKEST) * rank / Math.max(1, size - 1);
                colours[order[rank]] |= level << 8 * channel;
            }
        }
        return new CodeColours(colours);
    }

    /** The direction of the largest variance, by power iteration. */
    private static double[] principal(double[][] rows) {
        double[] direction = new double[rows[0].length];
        Arrays.fill(direction, 1 / Math.sqrt(direction.length));
        for (int i = 0; i < ITERATIONS; i++) {
            double[] next = new double[direction.length];
            for (double[] row : rows) {
                double place = dot(row, direction);
                for (int d = 0; d < next.length; d++) {
                    next[d] += place * row[d];
                }
            }
            double norm = Math.sqrt(dot(next, next));
            for (int d = 0; d < next.length; d++) {
                direction[d] = norm > 0 ? next[d] / norm : 0;
            }
        }
        return direction;
    }

    /** Where the rows lie along {@code direction}; nothing of it is left in them. */
    private static double[] takeOut(double[][] rows, double[] direction) {
        double[] places = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            places[k] = dot(rows[k], direction);
            for (int d = 0; d < direction.length; d++) {
                rows[k][d] -= places[k] * direction[d];
            }
        }
        return places;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    int rgb(long token) {
        return colours[(int) token];
    }
}
