package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.picture.SpectrogramPicture;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.digits.DigitExample;
import dev.sotto.training.digits.DigitPicture;
import dev.sotto.training.digits.DigitTrial;
import dev.sotto.training.digits.Digits;
import dev.sotto.training.engine.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto digits}. */
@Command(
        name = "digits",
        mixinStandardHelpOptions = true,
        description = "Show the quantizer at work on pictures of digits.",
        footerHeading = "%nOUT receives digits.png: digits, the 7 x 7 tokens of each as colours, and what the tokens"
                + " became.%n%nExamples:%n",
        footer = {"  sotto digits", "  sotto digits --steps 3000 --codebook-learning loss --out digits-by-loss"})
public final class DigitsCommand implements Callable<Integer> {

    private static final int UNSEEN_DIGITS = 1000;
    private static final int BANDS = 2;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Length of the training. Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where digits.png is written. Default: here.")
    private Path out;

    @Option(
            names = "--codebook-learning",
            paramLabel = "ema|loss",
            defaultValue = "ema",
            description = "The codebook by moving averages or by the codebook loss. Default: ${DEFAULT-VALUE}.")
    private CodebookLearning learning;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** What {@code --json} prints; bits and nats of a picture. */
    private record Results(
            long steps,
            int digits,
            double error,
            double variance,
            int codebookSize,
            int usedCodes,
            double perplexity,
            double bits,
            double klDivergence,
            String picture) {}

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new BadInputException("--steps must be at least 1, is " + steps);
        }
        Files.createDirectories(out);
        Path png = out.resolve("digits.png");
        try (DigitExample example = new DigitExample(TensorEngine.start("cpu", 1), learning, seed)) {
            try (Progress progress = Progress.of("Training", "steps", steps, report.showsProgress())) {
                example.train(steps, progress::stepTo);
            }
            DigitTrial trial = example.trial(UNSEEN_DIGITS);
            Results results = results(trial, example.divergence(), png);
            String title = String.format(
                    Locale.ROOT,
                    "%d steps, codebook learnt by %s: error %.4f, perplexity %.0f of %d",
                    steps,
                    learning == CodebookLearning.EMA ? "moving averages" : "the codebook loss",
                    results.error,
                    results.perplexity,
                    results.codebookSize);
            SpectrogramPicture.write(DigitPicture.of(trial, example.colours(), BANDS, title), png);
            report.print(spec.commandLine().getOut(), results, summary(results));
        }
        return 0;
    }

    private Results results(DigitTrial trial, double divergence, Path png) {
        return new Results(
                steps,
                trial.count(),
                trial.error(),
                trial.variance(),
                trial.codebookSize(),
                trial.usedCodes(),
                trial.perplexity(),
                trial.bits(),
                divergence,
                png.toString());
    }

    private static String summary(Results results) {
        return String.format(
                Locale.ROOT,
                "%d digits never trained on, after %d steps -> %s%n"
                        + "reconstruction error  %.4f a pixel, mean square; %.1f %% of the variance %.4f%n"
                        + "codes                 %d of %d used, perplexity %.0f%n"
                        + "bits an image         %.0f = %d tokens of %.0f bits, in place of %d pixels%n"
                        + "KL from the prior     %.1f nats = %d log %d; constant, because the prior is uniform",
                results.digits,
                results.steps,
                results.picture,
                results.error,
                100 * results.error / results.variance,
                results.variance,
                results.usedCodes,
                results.codebookSize,
                results.perplexity,
                results.bits,
                DigitExample.TOKENS,
                results.bits / DigitExample.TOKENS,
                Digits.PIXELS,
                results.klDivergence,
                DigitExample.TOKENS,
                results.codebookSize);
    }
}
