package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.CodebookUse;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Scores;
import dev.sotto.training.evaluation.program.Pesq;
import dev.sotto.training.evaluation.program.Programs;
import dev.sotto.training.evaluation.rival.Rivals;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The measures of a codec on clips, and of its rivals on the same. The names are those of the JSON.
 *
 * @param model its fingerprint
 * @param clips how many were scored
 * @param seconds their length together
 * @param originals what the clips themselves have, to hold the rows against
 * @param rows one for each number of codebooks asked for
 * @param rivals one for each rival that ran on all clips
 * @param levels one for each number of codebooks at each other input level asked for
 * @param losses one for each number of codebooks, each share of frames asked for, single or in bursts
 * @param codebooks how each codebook is used
 * @param remarks what is missing and why, one sentence each
 */
public record Evaluation(
        String model,
        int clips,
        double seconds,
        Scores originals,
        List<Row> rows,
        List<RivalRow> rivals,
        List<LevelRow> levels,
        List<LossRow> losses,
        List<CodebookUse> codebooks,
        Complexity complexity,
        Speed speed,
        List<String> remarks) {

    /**
     * @param nominalKbps what the tokens cost
     * @param entropyKbps what they would cost a coder that knew how often each token comes
     * @param measuredKbps what the packets of the streams cost, {@link EvaluationPlan#FRAMES_PER_PACKET} frames each
     * @param scores means over the clips
     */
    public record Row(int codebooks, double nominalKbps, double entropyKbps, double measuredKbps, Scores scores) {}

    /**
     * @param family such as "Opus"
     * @param name such as "Opus 6"
     * @param measuredKbps of the coded audio, without its container
     */
    public record RivalRow(String family, String name, double measuredKbps, Scores scores) {}

    /**
     * The codec on the same clips at another level, held against the same clips at that level.
     *
     * @param gainDb how much louder than recorded
     * @param heldBack clips that got less gain, since they would have been clipped
     * @param stoiFall how much lower STOI is than at the recorded level
     */
    public record LevelRow(
            double gainDb,
            int codebooks,
            double nominalKbps,
            int heldBack,
            Double stoi,
            Double estoi,
            Double stoiFall) {}

    /**
     * The codec with frames lost and made up ({@code StreamingDecoder.conceal}), held against the clips themselves.
     *
     * @param lostPercent of the frames
     * @param burst frames that are lost one after another
     */
    public record LossRow(double lostPercent, int burst, int codebooks, double nominalKbps, Scores scores) {}

    /**
     * The codec alone, on all processors.
     *
     * @param progress told the number of clips done
     */
    public static Evaluation of(
            SpeechCodec codec, List<Waveform> clips, List<Integer> codebookCounts, IntConsumer progress) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new EvaluationPlan(
                        codec, codebookCounts, Rivals.NONE, List.of(), List.of(), Pesq.find(Programs.ofPath()), threads)
                .run(clips, EvaluationListener.counting(progress));
    }

    /** Whether there is a PESQ score anywhere. */
    public boolean hasPesq() {
        return rows.stream().anyMatch(row -> row.scores().get(Measure.PESQ) != null);
    }
}
