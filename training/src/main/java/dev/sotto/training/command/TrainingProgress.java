package dev.sotto.training.command;

import dev.sotto.command.Progress;
import dev.sotto.training.loop.History;
import dev.sotto.training.loop.StepReport;
import dev.sotto.training.loop.Trainer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows a run: a bar where there is a terminal, else a line now and then. Close it at the end. */
final class TrainingProgress implements Trainer.Listener, AutoCloseable {

    private static final int PARTS = 1000;
    private static final int LINE_SECONDS = 30;
    private static final double SMOOTHING = 0.05;

    private final PrintWriter err;
    private final boolean terminal = Progress.isVisible();
    private final Progress bar = Progress.of("Training", "‰", PARTS, true);
    private double speed;
    private long lastLine = System.nanoTime();

    TrainingProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void stepped(long step, double progress, double audioSecondsPerSecond) {
        speed = speed == 0 ? audioSecondsPerSecond : speed + SMOOTHING * (audioSecondsPerSecond - speed);
        bar.stepTo(Math.round(progress * PARTS));
        if (!terminal && isTimeForALine()) {
            print(String.format(Locale.ROOT, "step %d, %.1f %%, %.0f x real time", step, 100 * progress, speed));
        }
    }

    @Override
    public void stretched(History.Point point) {
        StepReport mean = point.training();
        String text = String.format(
                Locale.ROOT,
                "step %d, %.0f x real time, loss %.3f, envelope %.2f dB%s, pitch %.0f cents, voicing %.1f %% wrong,"
                        + " detail %.2f %.2f, latents %.2f%s%s",
                point.step(),
                speed,
                mean.loss(),
                mean.envelope(),
                Float.isNaN(point.devEnvelope())
                        ? ""
                        : String.format(Locale.ROOT, " (held out %.2f)", point.devEnvelope()),
                mean.pitch(),
                mean.voicing(),
                mean.pointDetail(),
                mean.stepDetail(),
                mean.latentDeviation(),
                adversary(mean),
                perplexities(point.perplexities()));
        bar.say(text);
        if (!terminal) {
            print(text);
        }
    }

    private boolean isTimeForALine() {
        return System.nanoTime() - lastLine >= LINE_SECONDS * 1_000_000_000L;
    }

    private void print(String text) {
        err.println(text);
        err.flush();
        lastLine = System.nanoTime();
    }

    private static String adversary(StepReport mean) {
        return mean.discriminator() == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", adversary %.3f (its own loss %.2f)", mean.adversary(), mean.discriminator());
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
