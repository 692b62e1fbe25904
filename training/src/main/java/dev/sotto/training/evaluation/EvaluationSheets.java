package dev.sotto.training.evaluation;

import dev.sotto.measure.CodebookUse;
import dev.sotto.training.evaluation.measure.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of an evaluation in words: for the terminal, the model card and the page. */
public final class EvaluationSheets {

    private EvaluationSheets() {}

    /** One row for each bitrate of ours, then one for each rival. */
    public static Sheet scores(Evaluation evaluation) {
        boolean pesq = evaluation.hasPesq();
        List<String> headings = new ArrayList<>(List.of(
                "codec",
                "nominal kbps",
                "entropy kbps",
                "measured kbps",
                "STOI",
                "ESTOI",
                "SI-SDR dB",
                "mel dB",
                "LSD dB",
                "MCD dB",
                "F0 corr.",
                "voicing error"));
        if (pesq) {
            headings.add("PESQ-WB");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.codebooks() == 1 ? "Sotto, 1 codebook" : "Sotto, " + row.codebooks() + " codebooks");
            cells.add(number("%.2f", row.nominalKbps()));
            cells.add(number("%.2f", row.entropyKbps()));
            cells.add(number("%.2f", row.measuredKbps()));
            addScores(cells, row.scores(), pesq);
            rows.add(cells);
        }
        for (Evaluation.RivalRow row : evaluation.rivals()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.name());
            cells.add(Sheet.NOTHING);
            cells.add(Sheet.NOTHING);
            cells.add(number("%.2f", row.measuredKbps()));
            addScores(cells, row.scores(), pesq);
            rows.add(cells);
        }
        return new Sheet(headings, rows);
    }

    private static void addScores(List<String> cells, Scores scores, boolean pesq) {
        cells.add(number("%.3f", scores.stoi()));
        cells.add(number("%.3f", scores.estoi()));
        cells.add(number("%.1f", scores.siSdr()));
        cells.add(number("%.2f", scores.melDistance()));
        cells.add(number("%.2f", scores.logSpectralDistance()));
        cells.add(number("%.2f", scores.melCepstralDistortion()));
        cells.add(number("%.3f", scores.pitchCorrelation()));
        cells.add(scores.voicingError() == null ? Sheet.NOTHING : number("%.1f %%", 100 * scores.voicingError()));
        if (pesq) {
            cells.add(number("%.2f", scores.pesq()));
        }
    }

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
