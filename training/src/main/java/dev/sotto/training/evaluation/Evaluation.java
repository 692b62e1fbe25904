package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.Stoi;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The measures of a codec on clips.
 *
 * @param clips how many were scored
 * @param seconds their length together
 * @param rows one for each number of codebooks asked for
 * @param codebooks how each codebook is used
 */
public record Evaluation(int clips, double seconds, List<Row> rows, List<CodebookUse> codebooks) {

    /**
     * Means over the clips.
     *
     * @param nominalKbps what the tokens cost
     * @param entropyKbps what they would cost a coder that knew how often each token comes
     * @param siSdr dB, after Le Roux et al. 2019
     */
    public record Row(int codebooks, double nominalKbps, double entropyKbps, double stoi, double estoi, double siSdr) {}

    /** @param progress told the number of clips done */
    public static Evaluation of(
            SpeechCodec codec, List<Waveform> clips, List<Integer> codebookCounts, IntConsumer progress) {
        int most = codebookCounts.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double[][] sums = new double[codebookCounts.size()][3];
        List<TokenSequence> tokens = new ArrayList<>();
        for (Waveform clip : clips) {
            TokenSequence all = codec.encode(clip, most);
            tokens.add(all);
            for (int i = 0; i < sums.length; i++) {
                Waveform heard = codec.decode(all.firstCodebooks(codebookCounts.get(i)), clip.length());
                sums[i][0] += Stoi.of(clip, heard);
                sums[i][1] += Stoi.extended(clip, heard);
                sums[i][2] += SignalDistortion.siSdr(clip, heard);
            }
            progress.accept(tokens.size());
        }
        List<CodebookUse> uses = new ArrayList<>();
        for (int q = 0; q < most; q++) {
            uses.add(CodebookUse.of(tokens, q, codec.config().codebookSize()));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            int count = codebookCounts.get(i);
            double bits =
                    uses.stream().limit(count).mapToDouble(CodebookUse::entropy).sum();
            rows.add(new Row(
                    count,
                    codec.config().bitrate(count) / 1000,
                    bits * codec.config().frameRate() / 1000,
                    sums[i][0] / clips.size(),
                    sums[i][1] / clips.size(),
                    sums[i][2] / clips.size()));
        }
        double seconds = clips.stream().mapToDouble(Waveform::seconds).sum();
        return new Evaluation(clips.size(), seconds, rows, uses);
    }
}
