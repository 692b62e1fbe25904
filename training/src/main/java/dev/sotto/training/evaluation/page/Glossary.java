package dev.sotto.training.evaluation.page;

import dev.sotto.training.evaluation.EvaluationPlan;

/** What the columns of the scores mean. */
final class Glossary {

    private Glossary() {}

    static String html(boolean pesq) {
        StringBuilder html = new StringBuilder("<details>\n<summary>What the columns mean</summary>\n<dl>\n");
        entry(html, "nominal kbps", "The tokens: codebooks x bits of a token x frames a second.");
        entry(html, "entropy kbps", "The tokens for a coder that knows how often each comes in these clips.");
        entry(
                html,
                "measured kbps",
                "Ours: all bytes of the packets, " + EvaluationPlan.FRAMES_PER_PACKET
                        + " frames each, as sotto stream sends them. Others: the coded audio without its container.");
        entry(html, "STOI, ESTOI", "How much one can make out, 0 to 1 (Taal 2011, Jensen 2016).");
        entry(
                html,
                "SI-SDR",
                "Energy of the speech over that of all else, at the best gain (Le Roux 2019). Codecs that keep no"
                        + " phase score far below 0, however they sound.");
        entry(
                html,
                "mel",
                "Mean difference of 40 mel bands in dB, over frames with speech; floor 70 dB under the peak.");
        entry(html, "LSD", "Log-spectral distance: rms difference of all bins of a frame in dB, over the same frames.");
        entry(
                html,
                "MCD",
                "Mel-cepstral distortion: 10/ln 10 x sqrt(2 x sum of squared differences of the mel cepstrum's"
                        + " coefficients 1 to 13), of 40 mel bands, over the same frames, without time warping.");
        entry(html, "F0 corr.", "Correlation of the pitch in Hz over the frames that are voiced in both (YIN, 10 ms).");
        entry(html, "voicing error", "Share of frames that are voiced in one sound and not in the other.");
        if (pesq) {
            entry(html, "PESQ-WB", "MOS-LQO of ITU-T P.862.2, by the pesq command of this machine.");
        }
        return html.append("</dl>\n<p>Sounds of other codecs are aligned by cross-correlation first; ours need none."
                        + "</p>\n</details>\n")
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
