package dev.sotto.training.prior;

import dev.sotto.training.report.DataSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a prior says of itself, as Markdown: how it was trained, what it reached, the data with its licences.
 *
 * @param hours of speech heard
 * @param source what it learnt from
 * @param sequences how many token sequences there were to learn from
 * @param table what it saves on held-out speech, in Markdown, or empty
 */
public record PriorCard(
        PriorOptions options, long steps, double hours, double seconds, Path source, int sequences, String table) {

    public String markdown() throws IOException {
        StringBuilder text = new StringBuilder("# Prior card\n\n");
        line(
                text,
                "A prior over the tokens of the Sotto model %s: %d codebooks of %d, a state of %d numbers, hidden"
                        + " layers of %d.",
                options.config().model(),
                options.config().numCodebooks(),
                options.config().codebookSize(),
                options.config().stateDim(),
                options.config().hiddenDim());
        line(text, "%n## Training%n");
        line(
                text,
                "%d steps of about %d frames: %.1f hours of speech heard in %.1f minutes, out of %d token sequences."
                        + " Highest learning rate %.1e, seed %d. Curves: curves.png.",
                steps,
                options.batchFrames(),
                hours,
                seconds / 60,
                sequences,
                options.learningRate(),
                options.seed());
        if (!table.isEmpty()) {
            line(text, "%n## Held-out speech, bits a frame%n");
            text.append(table);
        }
        line(text, "%n## Data%n");
        text.append(DataSources.of(source));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
