package dev.sotto.training.evaluation;

import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The scores in columns: how it sounds first, what predicts that it is understood after it. */
public final class ScoreSheets {

    private static final List<Measure> SOUND = List.of(
            Measure.ENVELOPE_ERROR,
            Measure.MEL_DISTANCE,
            Measure.LOCKED_TONES,
            Measure.SPECTRUM_DEVIATION,
            Measure.COMB_LOW,
            Measure.COMB_HIGH,
            Measure.ONSET_SHARPNESS,
            Measure.PITCH_CORRELATION,
            Measure.PITCH_GROSS_ERROR,
            Measure.VOICING_ERROR);
    private static final List<Measure> OTHERS = List.of(
            Measure.STOI,
            Measure.ESTOI,
            Measure.SI_SDR,
            Measure.LOG_SPECTRAL_DISTANCE,
            Measure.MEL_CEPSTRAL_DISTORTION);

    private ScoreSheets() {}

    /** The originals, one row for each bitrate of ours, one for each rival. */
    public static Sheet sound(Evaluation evaluation) {
        List<Measure> measures = new ArrayList<>(SOUND);
        if (evaluation.hasPesq()) {
            measures.add(Measure.PESQ);
        }
        Sheet sheet = scores(evaluation, measures);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("Original", List.of(Sheet.NOTHING), evaluation.originals(), measures));
        rows.addAll(sheet.rows());
        return new Sheet(sheet.headings(), rows);
    }

    /** The long-term spectrum by octave: one row for each bitrate of ours, one for each rival. */
    public static Sheet octaves(Evaluation evaluation) {
        return scores(evaluation, Measure.OCTAVES);
    }

    /** Intelligibility, distances, and what packets cost: likewise. */
    public static Sheet others(Evaluation evaluation) {
        List<String> headings = new ArrayList<>(List.of("codec", "nominal kbps", "entropy kbps", "measured kbps"));
        OTHERS.forEach(measure -> headings.add(measure.heading()));
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            List<String> rates = List.of(kbps(row.nominalKbps()), kbps(row.entropyKbps()), kbps(row.measuredKbps()));
            rows.add(row(name(row), rates, row.scores(), OTHERS));
        }
        for (Evaluation.RivalRow row : evaluation.rivals()) {
            List<String> rates = List.of(Sheet.NOTHING, Sheet.NOTHING, kbps(row.measuredKbps()));
            rows.add(row(row.name(), rates, row.scores(), OTHERS));
        }
        return new Sheet(headings, rows);
    }

    /** The columns that have a meaning to look up, in their order. */
    public static List<Measure> measures(boolean pesq) {
        List<Measure> measures = new ArrayList<>(SOUND);
        measures.addAll(pesq ? List.of(Measure.PESQ) : Collections.emptyList());
        measures.addAll(OTHERS);
        return measures;
    }

    private static Sheet scores(Evaluation evaluation, List<Measure> measures) {
        List<String> headings = new ArrayList<>(List.of("codec", "kbps"));
        measures.forEach(measure -> headings.add(measure.heading()));
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            rows.add(row(name(row), List.of(kbps(row.nominalKbps())), row.scores(), measures));
        }
        for (Evaluation.RivalRow row : evaluation.rivals()) {
            rows.add(row(row.name(), List.of(kbps(row.measuredKbps())), row.scores(), measures));
        }
        return new Sheet(headings, rows);
    }

    private static List<String> row(String name, List<String> rates, Scores scores, List<Measure> measures) {
        List<String> cells = new ArrayList<>();
        cells.add(name);
        cells.addAll(rates);
        measures.forEach(measure -> cells.add(cell(scores, measure)));
        return cells;
    }

    private static String cell(Scores scores, Measure measure) {
        Double value = scores.get(measure);
        return value == null ? Sheet.NOTHING : measure.text(value);
    }

    private static String name(Evaluation.Row row) {
        return row.codebooks() == 1 ? "Sotto, 1 codebook" : "Sotto, " + row.codebooks() + " codebooks";
    }

    private static String kbps(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
