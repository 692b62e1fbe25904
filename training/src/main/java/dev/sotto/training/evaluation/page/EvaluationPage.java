package dev.sotto.training.evaluation.page;

import dev.sotto.training.evaluation.Evaluation;
import dev.sotto.training.evaluation.EvaluationPlan;
import dev.sotto.training.evaluation.EvaluationSheets;
import dev.sotto.training.evaluation.ScoreSheets;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code index.html}: tables, plots, and the clips of {@link ClipCards}. No script, no font, nothing from elsewhere.
 */
public final class EvaluationPage {

    private static final String STYLE = "page.css";

    private final Evaluation evaluation;
    private final String model;
    private final ClipCards cards;

    /** @param model what to call it */
    public EvaluationPage(Evaluation evaluation, String model, ClipCards cards) {
        this.evaluation = evaluation;
        this.model = model;
        this.cards = cards;
    }

    /** @return the file that was written */
    public Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("index.html"), html());
    }

    String html() throws IOException {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>Sotto: evaluation</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<header>\n"
                + "<h1>Sotto: evaluation</h1>\n" + summary() + "</header>\n<main>\n"
                + clips()
                + "<section>\n<h2>How it sounds</h2>\n" + scores() + "</section>\n"
                + "<section>\n<h2>Quality over bitrate</h2>\n" + plots() + "</section>\n"
                + "<section class=\"pair\">\n<div>\n<h2>Codebooks</h2>\n"
                + Html.table(EvaluationSheets.codebooks(evaluation), "How each codebook is used", 0)
                + "</div>\n<div>\n<h2>Costs</h2>\n"
                + Html.table(EvaluationSheets.costs(evaluation), "Size, work and time", 0)
                + "</div>\n</section>\n</main>\n</body>\n</html>\n";
    }

    private static String style() throws IOException {
        try (InputStream in = EvaluationPage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "<p>Model <strong>%s</strong>, fingerprint <strong>%s</strong>, on %d clips, %.0f seconds of "
                        + "speech.</p>\n",
                Html.escape(model),
                Html.escape(evaluation.model()),
                evaluation.clips(),
                evaluation.seconds());
    }

    private String scores() {
        int ours = evaluation.rows().size();
        return Html.table(ScoreSheets.sound(evaluation), "Means over the clips", 1 + ours)
                + Html.table(
                        ScoreSheets.octaves(evaluation),
                        "The long-term spectrum by octave, dB against the original",
                        ours)
                + Html.table(
                        ScoreSheets.others(evaluation),
                        "Predicted intelligibility, other distances, and what the packets cost",
                        ours)
                + levels()
                + remarks()
                + Glossary.html(evaluation.hasPesq());
    }

    private String plots() {
        StringBuilder html = new StringBuilder("<div class=\"plots\">\n");
        plot(html, "Envelope error in dB, less is better", Measure.ENVELOPE_ERROR);
        plot(html, "Mel distance in dB, less is better", Measure.MEL_DISTANCE);
        plot(html, "Tones locked to the frame in %, less is better", Measure.LOCKED_TONES);
        plot(html, "Voicing error in %, less is better", Measure.VOICING_ERROR);
        plot(html, "PESQ-WB, more is better", Measure.PESQ);
        plot(html, "STOI, a prediction of intelligibility", Measure.STOI);
        return html.append("</div>\n<p class=\"note\">Bitrates are those of the audio alone: the tokens of ours, the"
                        + " coded audio of the others without its container. What our packets add is in the table: ")
                .append(EvaluationPlan.FRAMES_PER_PACKET)
                .append(" frames each.</p>\n")
                .toString();
    }

    /** Nothing where nobody has the measure. */
    private void plot(StringBuilder html, String title, Measure measure) {
        Map<String, List<QualityPlot.Point>> families = new LinkedHashMap<>();
        for (Evaluation.Row row : evaluation.rows()) {
            String name = String.format(Locale.ROOT, "Sotto %.1f", row.nominalKbps());
            add(families, "Sotto", name, row.nominalKbps(), shown(measure, row.scores()));
        }
        for (Evaluation.RivalRow row : evaluation.rivals()) {
            add(families, row.family(), row.name(), row.measuredKbps(), shown(measure, row.scores()));
        }
        List<QualityPlot.Series> series = new ArrayList<>();
        families.forEach((family, points) -> {
            points.sort((a, b) -> Double.compare(a.kbps(), b.kbps()));
            series.add(new QualityPlot.Series(family, points));
        });
        if (!series.isEmpty()) {
            html.append(new QualityPlot(title, series).svg());
        }
    }

    private static Double shown(Measure measure, Scores scores) {
        Double value = scores.get(measure);
        return value == null ? null : measure.shown(value);
    }

    private static void add(
            Map<String, List<QualityPlot.Point>> families, String family, String name, double kbps, Double value) {
        if (value != null) {
            families.computeIfAbsent(family, f -> new ArrayList<>()).add(new QualityPlot.Point(name, kbps, value));
        }
    }

    private String levels() {
        if (evaluation.levels().isEmpty()) {
            return "";
        }
        return Html.table(EvaluationSheets.levels(evaluation), "The same clips, louder or quieter", 0)
                + "<p class=\"note\">A clip that would be clipped gets as much gain as it can bear: it is held"
                + " back.</p>\n";
    }

    private String remarks() {
        StringBuilder html = new StringBuilder();
        for (String remark : evaluation.remarks()) {
            html.append("<p class=\"note\">").append(Html.escape(remark)).append(".</p>\n");
        }
        return html.toString();
    }

    private String clips() {
        return cards.isEmpty()
                ? ""
                : "<section>\n<h2>Listen and look</h2>\n<p class=\"note\">Ears decide, not figures. Time to the "
                        + "right, 0 to 8 kHz upwards; each"
                        + " picture is as bright as its original makes it.</p>\n" + cards.html() + "</section>\n";
    }
}
