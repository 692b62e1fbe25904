package dev.sotto.training.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReducedRankTest {

    private static final int IN = 12;
    private static final int OUT = 9;
    private static final int ROWS = 4000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final double[][] down = matrix(IN, 2);
    private final double[][] up = matrix(2, OUT);

    private double[][] matrix(int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextDouble() - 0.5;
            }
        }
        return matrix;
    }

    private float[] input() {
        float[] x = new float[IN];
        for (int i = 0; i < IN; i++) {
            x[i] = (float) (3 + random.nextDouble());
        }
        return x;
    }

    /** By way of two numbers, and a constant. */
    private float[] output(float[] x) {
        float[] y = new float[OUT];
        for (int o = 0; o < OUT; o++) {
            double sum = o;
            for (int r = 0; r < 2; r++) {
                for (int i = 0; i < IN; i++) {
                    sum += x[i] * down[i][r] * up[r][o];
                }
            }
            y[o] = (float) sum;
        }
        return y;
    }

    private static double[] through(ReducedRank.Solution solution, float[] x) {
        double[] inner = new double[solution.up().length];
        for (int r = 0; r < inner.length; r++) {
            for (int i = 0; i < IN; i++) {
                inner[r] += (x[i] - solution.meanX()[i]) * solution.down()[i][r];
            }
        }
        return inner;
    }

    /** The mean absolute error on rows that were not added. */
    private double error(ReducedRank.Solution solution) {
        double error = 0;
        for (int n = 0; n < 200; n++) {
            float[] x = input();
            float[] y = output(x);
            double[] inner = through(solution, x);
            for (int o = 0; o < OUT; o++) {
                double sum = solution.meanY()[o];
                for (int r = 0; r < inner.length; r++) {
                    sum += inner[r] * solution.up()[r][o];
                }
                error += Math.abs(sum - y[o]) / (200 * OUT);
            }
        }
        return error;
    }

    private ReducedRank filled() {
        ReducedRank regression = new ReducedRank(IN, OUT);
        for (int n = 0; n < ROWS; n++) {
            float[] x = input();
            regression.add(x, output(x));
        }
        return regression;
    }

    @Test
    void shouldFindALinearMapByWayOfItsTwoNumbers() {
        double two = error(filled().solve(2));
        double one = error(filled().solve(1));
        assertTrue(two < 0.02 * one, two + " by two numbers, " + one + " by one");
    }

    @Test
    void shouldGiveNumbersOfVarianceOneOnAverage() {
        ReducedRank.Solution solution = filled().solve(2);
        double squares = 0;
        for (int n = 0; n < ROWS; n++) {
            for (double value : through(solution, input())) {
                squares += value * value / 2;
            }
        }
        assertEquals(1, squares / ROWS, 0.05);
    }

    @Test
    void shouldStayFiniteWhereNothingEverChanges() {
        ReducedRank regression = new ReducedRank(IN, OUT);
        for (int n = 0; n < 10; n++) {
            regression.add(new float[IN], new float[OUT]);
        }
        for (double[] row : regression.solve(2).down()) {
            assertArrayEquals(new double[2], row);
        }
    }
}
