package dev.sotto.training.evaluation;

import dev.sotto.measure.CodebookUse;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an evaluation has beside the scores ({@link ScoreSheets}): other levels, codebooks, costs. */
public final class EvaluationSheets {

    private EvaluationSheets() {}

    /** One row for each number of codebooks at each other input level. */
    public static Sheet levels(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.LevelRow row : evaluation.levels()) {
            rows.add(List.of(
                    number("%+.0f dB", row.gainDb()),
                    number("%.2f", row.nominalKbps()),
                    number("%.3f", row.stoi()),
                    number("%.3f", row.estoi()),
                    number("%+.4f", row.stoiFall() == null ? null : -row.stoiFall()),
                    number("%d", row.heldBack())));
        }
        return new Sheet(
                List.of("input level", "nominal kbps", "STOI", "ESTOI", "STOI changes by", "clips held back"), rows);
    }

    /** The rows without loss first, then one for each number of codebooks, share and burst. */
    public static Sheet losses(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            rows.add(lossRow("none", "", row.nominalKbps(), row.scores()));
        }
        for (Evaluation.LossRow row : evaluation.losses()) {
            rows.add(lossRow(
                    number("%.1f %%", row.lostPercent()), number("%d", row.burst()), row.nominalKbps(), row.scores()));
        }
        return new Sheet(
                List.of("frames lost", "at once", "nominal kbps", "mel dB", "voicing %", "STOI", "ESTOI", "PESQ"),
                rows);
    }

    private static List<String> lossRow(String lost, String burst, double kbps, Scores scores) {
        return List.of(
                lost,
                burst,
                number("%.2f", kbps),
                number("%.2f", scores.get(Measure.MEL_DISTANCE)),
                number("%.1f", scores.get(Measure.VOICING_ERROR)),
                number("%.3f", scores.get(Measure.STOI)),
                number("%.3f", scores.get(Measure.ESTOI)),
                number("%.2f", scores.get(Measure.PESQ)));
    }

    public static Sheet codebooks(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        for (CodebookUse use : evaluation.codebooks()) {
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    number("%.1f %%", 100 * use.usage()),
                    number("%.0f", use.perplexity()),
                    number("%.1f %%", 100 * use.normalisedEntropy())));
        }
        return new Sheet(List.of("codebook", "usage", "perplexity", "normalised entropy"), rows);
    }

    public static Sheet costs(Evaluation evaluation) {
        Complexity costs = evaluation.complexity();
        Speed speed = evaluation.speed();
        return new Sheet(
                List.of("what it costs", "figure"),
                List.of(
                        List.of("parameters of the networks", number("%,d", costs.parameters())),
                        List.of("with the codebooks", number("%,d", costs.parametersWithCodebooks())),
                        List.of(
                                "multiply-adds a frame: encoder, search, decoder",
                                String.format(
                                        Locale.ROOT,
                                        "%.2f + %.2f + %.2f = %.2f M",
                                        costs.encoderMmacPerFrame(),
                                        costs.quantizerMmacPerFrame(),
                                        costs.decoderMmacPerFrame(),
                                        costs.mmacPerFrame())),
                        List.of("multiply-adds a second", number("%.0f M", costs.mmacPerSecond())),
                        List.of("algorithmic latency", number("%.0f ms", costs.latencyMs())),
                        List.of(
                                "encode and decode on one thread, frame by frame",
                                number("%.0f x real time", speed.liveTimesRealTime())),
                        List.of("the same, whole files", number("%.0f x real time", speed.fileTimesRealTime()))));
    }

    private static String number(String format, Number value) {
        return value == null ? Sheet.NOTHING : String.format(Locale.ROOT, format, value);
    }
}
