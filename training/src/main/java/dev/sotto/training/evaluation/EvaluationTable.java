package dev.sotto.training.evaluation;

import java.util.Locale;

/** An evaluation as Markdown, which reads as well in a terminal. */
public final class EvaluationTable {

    private EvaluationTable() {}

    public static String markdown(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Model %s on %d clips, %.0f s\n\n",
                evaluation.model(),
                evaluation.clips(),
                evaluation.seconds()));
        text.append(ScoreSheets.sound(evaluation).markdown()).append('\n');
        text.append("The long-term spectrum by octave, dB against the original:\n\n");
        text.append(ScoreSheets.octaves(evaluation).markdown()).append('\n');
        text.append("Predicted intelligibility, other distances, and what the packets cost:\n\n");
        text.append(ScoreSheets.others(evaluation).markdown()).append('\n');
        if (!evaluation.levels().isEmpty()) {
            text.append(EvaluationSheets.levels(evaluation).markdown()).append('\n');
        }
        if (!evaluation.losses().isEmpty()) {
            text.append("With frames lost, and made up in their place:\n\n");
            text.append(EvaluationSheets.losses(evaluation).markdown()).append('\n');
        }
        text.append(EvaluationSheets.codebooks(evaluation).markdown()).append('\n');
        text.append(EvaluationSheets.costs(evaluation).markdown());
        if (!evaluation.remarks().isEmpty()) {
            text.append('\n');
            evaluation.remarks().forEach(remark -> text.append(remark).append(".\n"));
        }
        return text.toString();
    }
}
