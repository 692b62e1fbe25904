package dev.sotto.training.report;

import dev.sotto.model.CodecConfig;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.loop.History;
import dev.sotto.training.loop.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a model says of itself, as Markdown: the data with its licences, how it was trained, what it reached.
 *
 * @param dataFolder what {@code --data} was
 * @param clips of training
 * @param dataSeconds of training
 * @param evaluation a table in Markdown, or empty
 */
public record ModelCard(
        TrainingOptions options,
        Path dataFolder,
        int clips,
        double dataSeconds,
        long steps,
        double seconds,
        double audioSeconds,
        int parameters,
        List<History.Point> history,
        String evaluation) {

    public String markdown() throws IOException {
        CodecConfig config = options.config();
        StringBuilder text = new StringBuilder("# Model card\n\n");
        line(
                text,
                "A Sotto speech codec: %d Hz mono, %d samples a frame, %d codebooks of %d, %.1f to %.1f kbps,"
                        + " %.2f million parameters, decoded %d samples late.",
                config.sampleRate(),
                config.hopLength(),
                config.numCodebooks(),
                config.codebookSize(),
                config.bitrate(1) / 1000,
                config.bitrate(config.numCodebooks()) / 1000,
                parameters / 1e6,
                config.delay());
        line(text, "%n## Training%n");
        line(
                text,
                "%d steps of %d segments of %.2f s: %.1f hours of speech heard in %.1f minutes of a thread,"
                        + " out of %d clips of %.1f minutes together. "
                        + "Codebooks learnt by %s, commitment %.2f, highest learning rate"
                        + " %.1e, seed %d, levels spread by %.0f dB.",
                steps,
                options.batchSize(),
                options.segmentFrames() / config.frameRate(),
                audioSeconds / 3600,
                seconds / 60,
                clips,
                dataSeconds / 60,
                options.learning() == CodebookLearning.EMA ? "moving averages" : "the codebook loss",
                options.commitment(),
                options.learningRate(),
                options.seed(),
                options.levelSpread());
        conditions(text);
        if (!history.isEmpty()) {
            History.Point last = history.get(history.size() - 1);
            line(
                    text,
                    "%nLast errors on what was trained on: envelope %.2f dB, pitch %.0f cents,"
                            + " voicing %.1f %% of the steps. Curves: curves.png.",
                    last.training().envelope(),
                    last.training().pitch(),
                    last.training().voicing());
        }
        if (!evaluation.isEmpty()) {
            line(text, "%n## Evaluation%n");
            text.append(evaluation);
        }
        line(text, "%n## Data%n");
        text.append(DataSources.of(dataFolder));
        return text.toString();
    }

    /** What the run heard and met beside the speech itself. */
    private void conditions(StringBuilder text) {
        if (options.warp() > 0) {
            line(text, "Speed, pitch and formants of the segments changed by up to %.0f %%.", 100 * options.warp());
        }
        if (!options.acoustics().isNone()) {
            line(
                    text,
                    "Of the segments %.0f %% had noise behind them, %.0f %% came over a narrow line.",
                    100 * options.acoustics().noise(),
                    100 * options.acoustics().line());
        }
        if (options.sharpness() > 0) {
            line(
                    text,
                    "A post-filter says what an envelope's point differs from its neighbours %.2f times as loud.",
                    1 + options.sharpness());
        }
        AdversarialTraining adversarial = options.adversarial();
        if (adversarial.isOn()) {
            line(
                    text,
                    "From %.0f %% of the run on against discriminators of envelopes (weights %.3f and %.2f).",
                    100 * adversarial.from(),
                    adversarial.deception(),
                    adversarial.matching());
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
