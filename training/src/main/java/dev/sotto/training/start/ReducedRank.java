package dev.sotto.training.start;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Reduced-rank regression (Izenman 1975): the linear map from x to y by way of a few numbers whose squared error is
 * least. The sums are of pairs of rows that are added one by one.
 */
final class ReducedRank {

    /** Of the mean variance of x, added to each: directions that hardly occur are not trusted. */
    private static final double RIDGE = 1e-4;

    private static final double LEAST_VARIANCE = 1e-12;

    private final int in;
    private final int out;
    private final double[][] squares;
    private final double[][] products;
    private final double[] sumX;
    private final double[] sumY;
    private long rows;

    /** @param in numbers of x @param out numbers of y */
    ReducedRank(int in, int out) {
        this.in = in;
        this.out = out;
        this.squares = new double[in][in];
        this.products = new double[in][out];
        this.sumX = new double[in];
        this.sumY = new double[out];
    }

    /**
     * {@code y = meanY + (x - meanX) down up}.
     *
     * @param down {@code [in][rank]}, scaled so that what it gives has variance 1 on average
     * @param up {@code [rank][out]}
     */
    record Solution(double[] meanX, double[] meanY, double[][] down, double[][] up) {}

    void add(float[] x, float[] y) {
        rows++;
        for (int i = 0; i < in; i++) {
            double xi = x[i];
            sumX[i] += xi;
            double[] square = squares[i];
            for (int j = 0; j <= i; j++) {
                square[j] += xi * x[j];
            }
            double[] product = products[i];
            for (int j = 0; j < out; j++) {
                product[j] += xi * y[j];
            }
        }
        for (int j = 0; j < out; j++) {
            sumY[j] += y[j];
        }
    }

    /** Without a bottleneck: {@code [in][out]}. */
    double[][] full() {
        return coefficients(covariance()).getData();
    }

    double[] meanX() {
        return Arrays.stream(sumX).map(sum -> sum / rows).toArray();
    }

    double[] meanY() {
        return Arrays.stream(sumY).map(sum -> sum / rows).toArray();
    }

    Solution solve(int rank) {
        RealMatrix covariance = covariance();
        RealMatrix coefficients = coefficients(covariance);
        RealMatrix spread = coefficients.transpose().multiply(covariance.multiply(coefficients));
        EigenDecomposition principal = new EigenDecomposition(symmetric(spread));
        double variance = 0;
        for (int r = 0; r < rank; r++) {
            variance += principal.getRealEigenvalue(r) / rank;
        }
        double scale = 1 / Math.sqrt(Math.max(variance, LEAST_VARIANCE));
        RealMatrix axes = new Array2DRowRealMatrix(out, rank);
        for (int r = 0; r < rank; r++) {
            axes.setColumnVector(r, principal.getEigenvector(r));
        }
        return new Solution(
                meanX(),
                meanY(),
                coefficients.multiply(axes).scalarMultiply(scale).getData(),
                axes.transpose().scalarMultiply(1 / scale).getData());
    }

    private RealMatrix covariance() {
        double[] mean = meanX();
        RealMatrix matrix = new Array2DRowRealMatrix(in, in);
        for (int i = 0; i < in; i++) {
            for (int j = 0; j <= i; j++) {
                double value = squares[i][j] / rows - mean[i] * mean[j];
                matrix.setEntry(i, j, value);
                matrix.setEntry(j, i, value);
            }
        }
        return matrix;
    }

    private RealMatrix coefficients(RealMatrix covariance) {
        double[] meanX = meanX();
        double[] meanY = meanY();
        RealMatrix cross = new Array2DRowRealMatrix(in, out);
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                cross.setEntry(i, j, products[i][j] / rows - meanX[i] * meanY[j]);
            }
        }
        RealMatrix ridged = covariance.copy();
        double added = RIDGE * covariance.getTrace() / in + Double.MIN_NORMAL;
        for (int i = 0; i < in; i++) {
            ridged.addToEntry(i, i, added);
        }
        return new CholeskyDecomposition(ridged, 1e-6, 0).getSolver().solve(cross);
    }

    private static RealMatrix symmetric(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }
}
