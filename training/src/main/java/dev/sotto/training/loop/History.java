package dev.sotto.training.loop;

import java.util.ArrayList;
import java.util.List;

/** The course of a run, for its curves: one point for each stretch of steps, averaged over them. */
public final class History {

    /**
     * @param seconds of training, of processor time a thread
     * @param training means over the stretch
     * @param devEnvelope error on speech that is not trained on, dB; NaN where it was not measured
     * @param perplexities of each codebook; empty before the quantizer starts
     */
    public record Point(
            long step,
            double seconds,
            double audioSeconds,
            StepReport training,
            float devEnvelope,
            double[] perplexities) {}

    private final List<Point> points;
    private final double[] sums = new double[StepReport.SIZE];
    private int count;

    History(List<Point> points) {
        this.points = new ArrayList<>(points);
    }

    /** @param values in the order of {@link StepReport}, in the losses' own units */
    void add(float[] values) {
        count++;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Ends the stretch. */
    Point close(long step, double seconds, double audioSeconds, float devEnvelope, double[] perplexities) {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / Math.max(1, count));
            sums[i] = 0;
        }
        count = 0;
        Point point = new Point(step, seconds, audioSeconds, StepReport.of(means), devEnvelope, perplexities);
        points.add(point);
        return point;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
