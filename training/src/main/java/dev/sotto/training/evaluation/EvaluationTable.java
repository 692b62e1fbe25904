package dev.sotto.training.evaluation;

import java.util.Locale;

/** An evaluation as Markdown, which reads as well in a terminal. */
public final class EvaluationTable {

    private EvaluationTable() {}

    public static String markdown(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        line(text, "%d clips, %.0f s", evaluation.clips(), evaluation.seconds());
        line(text, "");
        line(text, "| codebooks | kbps | entropy kbps | STOI | ESTOI | SI-SDR dB |");
        line(text, "|---|---|---|---|---|---|");
        for (Evaluation.Row row : evaluation.rows()) {
            line(
                    text,
                    "| %d | %.2f | %.2f | %.3f | %.3f | %.1f |",
                    row.codebooks(),
                    row.nominalKbps(),
                    row.entropyKbps(),
                    row.stoi(),
                    row.estoi(),
                    row.siSdr());
        }
        line(text, "");
        line(text, "| codebook | usage | perplexity | normalised entropy |");
        line(text, "|---|---|---|---|");
        int number = 1;
        for (CodebookUse use : evaluation.codebooks()) {
            line(
                    text,
                    "| %d | %.1f %% | %.0f | %.1f %% |",
                    number++,
                    100 * use.usage(),
                    use.perplexity(),
                    100 * use.normalisedEntropy());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
