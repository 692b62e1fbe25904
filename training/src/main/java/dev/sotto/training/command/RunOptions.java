package dev.sotto.training.command;

import ai.djl.Device;
import dev.sotto.BadInputException;
import dev.sotto.training.engine.TensorEngine;
import dev.sotto.training.loop.CheckpointFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where a run of training lives, how long it goes on, and on what. */
final class RunOptions {

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The run's folder.")
    private Path out;

    @Option(names = "--minutes", paramLabel = "M", description = "Length of the run in minutes of training.")
    private double minutes;

    @Option(names = "--steps", paramLabel = "N", description = "Length of the run in steps.")
    private long steps;

    @Option(names = "--resume", description = "Go on where the run in OUT was, with the options that it had.")
    private boolean resume;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu",
            defaultValue = "cpu",
            description = "Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "CPU threads of a tensor operation. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "M",
            defaultValue = "5",
            description = "Time between checkpoints. Default: ${DEFAULT-VALUE}.")
    private double checkpointMinutes;

    /**
     * @param from what the run starts from, null where at random
     * @throws BadInputException unless these options go together, and with what OUT holds
     */
    void check(Path from) {
        if (!resume && steps <= 0 && !(minutes > 0)) {
            throw new BadInputException("A run needs an end: give --minutes or --steps");
        }
        if (steps < 0 || !(minutes >= 0) || !(checkpointMinutes > 0)) {
            throw new BadInputException("--steps, --minutes and --checkpoint-minutes must be positive");
        }
        if (!resume && new CheckpointFolder(out).holdsRun()) {
            throw new BadInputException(
                    out + " holds a run already: add --resume to go on with it, or give another --out");
        }
        if (resume && from != null) {
            throw new BadInputException("--from starts a run, --resume goes on with one: give one of them");
        }
    }

    /**
     * What the run was told when it began, and what it is told now; kept in OUT for the next {@code --resume}.
     *
     * @param dev of {@code --dev}, or null
     * @param model of {@code --model}, or null
     */
    RunMemory memory(Path dev, Path model) throws IOException {
        return (resume ? RunMemory.read(out) : RunMemory.NOTHING).with(dev, model, steps, minutes);
    }

    Path out() {
        return out;
    }

    double minutes() {
        return minutes;
    }

    long steps() {
        return steps;
    }

    boolean resumes() {
        return resume;
    }

    /** Starts the engine. */
    Device place() {
        return TensorEngine.start(device, threads);
    }

    /** Says that Ctrl-C has done no harm. */
    static void tellStopped(PrintWriter err, long steps) {
        err.println(
                "sotto: stopped after step " + steps + "; the checkpoint is written, and --resume goes on from it.");
        err.flush();
    }

    Duration checkpointInterval() {
        return Duration.ofMillis((long) (checkpointMinutes * 60_000));
    }
}
