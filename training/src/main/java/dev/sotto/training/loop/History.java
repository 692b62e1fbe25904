package dev.sotto.training.loop;

import java.util.ArrayList;
import java.util.List;

/** The course of a run, for its curves: one point for each stretch of steps, averaged over them. */
public final class History {

    /**
     * @param adversary what the adversary adds to the loss; 0 before it starts
     * @param discriminator the adversary's own loss, 2 where it knows nothing, 0 where it is sure of all
     * @param perplexities of each codebook; empty before the quantizer starts
     */
    public record Point(
            long step,
            double seconds,
            double audioSeconds,
            float loss,
            float reconstruction,
            float commitment,
            float latentDeviation,
            float adversary,
            float discriminator,
            double[] perplexities) {}

    private final List<Point> points;
    private int count;
    private double loss;
    private double reconstruction;
    private double commitment;
    private double deviation;
    private double adversary;
    private double discriminator;

    History(List<Point> points) {
        this.points = new ArrayList<>(points);
    }

    void add(TrainingStep.Report report) {
        count++;
        loss += report.loss();
        reconstruction += report.reconstruction();
        commitment += report.commitment();
        deviation += report.latentDeviation();
        adversary += report.adversary();
        discriminator += report.discriminator();
    }

    /** Ends the stretch. */
    Point close(long step, double seconds, double audioSeconds, double[] perplexities) {
        int n = Math.max(1, count);
        Point point = new Point(
                step,
                seconds,
                audioSeconds,
                (float) (loss / n),
                (float) (reconstruction / n),
                (float) (commitment / n),
                (float) (deviation / n),
                (float) (adversary / n),
                (float) (discriminator / n),
                perplexities);
        points.add(point);
        count = 0;
        loss = 0;
        reconstruction = 0;
        commitment = 0;
        deviation = 0;
        adversary = 0;
        discriminator = 0;
        return point;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
