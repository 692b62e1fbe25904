package dev.sotto.training.evaluation;

import java.util.Locale;

/** An evaluation as Markdown, which reads as well in a terminal. */
public final class EvaluationTable {

    private EvaluationTable() {}

    public static String markdown(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%d clips, %.0f s\n\n", evaluation.clips(), evaluation.seconds()));
        text.append(EvaluationSheets.scores(evaluation).markdown()).append('\n');
        if (!evaluation.levels().isEmpty()) {
            text.append(EvaluationSheets.levels(evaluation).markdown()).append('\n');
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
