package dev.sotto.training.evaluation.page;

import dev.sotto.training.evaluation.EvaluationPlan;
import dev.sotto.training.evaluation.ScoreSheets;
import dev.sotto.training.evaluation.measure.Measure;

/** What the columns of the scores mean. */
final class Glossary {

    private Glossary() {}

    static String html(boolean pesq) {
        StringBuilder html = new StringBuilder("<details>\n<summary>What the columns mean</summary>\n<dl>\n");
        entry(html, "nominal kbps, kbps", "The tokens: codebooks x bits of a token x frames a second.");
        entry(html, "entropy kbps", "The tokens for a coder that knows how often each comes in these clips.");
        entry(
                html,
                "measured kbps",
                "Ours: all bytes of the packets, " + EvaluationPlan.FRAMES_PER_PACKET
                        + " frames each, as sotto stream encode sends them. Others: the coded audio, without its"
                        + " container.");
        ScoreSheets.measures(pesq).forEach(measure -> entry(html, measure.heading(), measure.meaning()));
        entry(
                html,
                Measure.OCTAVES.get(0).heading() + " ...",
                Measure.OCTAVES.get(0).meaning());
        return html.append("</dl>\n<p>Sounds of other codecs are aligned by cross-correlation first, but for the "
                        + "tones; ours need"
                        + " none.</p>\n</details>\n")
                .toString();
    }

    private static void entry(StringBuilder html, String term, String meaning) {
        html.append("<dt>")
                .append(Html.escape(term))
                .append("</dt><dd>")
                .append(Html.escape(meaning))
                .append("</dd>\n");
    }
}
