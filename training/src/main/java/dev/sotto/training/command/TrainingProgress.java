package dev.sotto.training.command;

import dev.sotto.command.Progress;
import dev.sotto.training.loop.History;
import dev.sotto.training.loop.Trainer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows a run: a bar where there is a terminal, else a line now and then. Close it at the end. */
final class TrainingProgress implements Trainer.Listener, AutoCloseable {

    private static final int PARTS = 1000;
    private static final double LINE_SECONDS = 30;
    private static final double SMOOTHING = 0.05;

    private final PrintWriter err;
    private final boolean terminal = Progress.isVisible();
    private final Progress bar = Progress.of("Training", "‰", PARTS, true);
    private double speed;
    private double lastLine = Double.NEGATIVE_INFINITY;

    TrainingProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void stepped(long step, double progress, double audioSecondsPerSecond) {
        speed = speed == 0 ? audioSecondsPerSecond : speed + SMOOTHING * (audioSecondsPerSecond - speed);
        bar.stepTo(Math.round(progress * PARTS));
    }

    @Override
    public void stretched(History.Point point) {
        String text = String.format(
                Locale.ROOT,
                "step %d, %.0f x real time, loss %.3f = %.3f spectra + %.3f commitment%s, latents %.2f%s",
                point.step(),
                speed,
                point.loss(),
                point.reconstruction(),
                point.commitment(),
                adversary(point),
                point.latentDeviation(),
                perplexities(point.perplexities()));
        bar.say(text);
        if (!terminal && point.seconds() - lastLine >= LINE_SECONDS) {
            err.println(text);
            err.flush();
            lastLine = point.seconds();
        }
    }

    private static String adversary(History.Point point) {
        return point.discriminator() == 0
                ? ""
                : String.format(
                        Locale.ROOT, " + %.3f adversary (its own loss %.2f)", point.adversary(), point.discriminator());
    }

    private static String perplexities(double[] perplexities) {
        if (perplexities.length == 0) {
            return ", no quantizer yet";
        }
        return Arrays.stream(perplexities)
                .mapToObj(p -> Long.toString(Math.round(p)))
                .collect(Collectors.joining(" ", ", perplexities ", ""));
    }

    @Override
    public void close() {
        bar.close();
    }
}
