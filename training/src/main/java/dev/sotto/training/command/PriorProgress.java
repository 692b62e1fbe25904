package dev.sotto.training.command;

import dev.sotto.command.Progress;
import dev.sotto.training.prior.PriorPoint;
import dev.sotto.training.prior.PriorTrainer;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows a run: a bar where there is a terminal, else a line for each point of the curves. Close it at the end. */
final class PriorProgress implements PriorTrainer.Listener, AutoCloseable {

    private static final int PARTS = 1000;

    private final PrintWriter err;
    private final Progress bar = Progress.of("Training", "‰", PARTS, true);

    PriorProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void stepped(double progress) {
        bar.stepTo(Math.round(progress * PARTS));
    }

    @Override
    public void reached(PriorPoint point) {
        String text = String.format(
                Locale.ROOT,
                "step %d, %d s, %d frames, %.3f bits a token%s",
                point.step(),
                Math.round(point.seconds()),
                point.frames(),
                point.trainBits(),
                Double.isNaN(point.devBits())
                        ? ""
                        : String.format(Locale.ROOT, "; held out %.3f bits a frame", point.devBits()));
        bar.say(text);
        if (!Progress.isVisible()) {
            err.println(text);
            err.flush();
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
