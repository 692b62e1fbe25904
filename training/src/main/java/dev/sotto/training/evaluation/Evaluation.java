package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BadInputException;
import dev.sotto.measure.Stoi;
import dev.sotto.model.CodecConfig;
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

    /**
     * Clips with less than 0.4 s of sound, which STOI cannot measure, are left out.
     *
     * @param progress told the number of clips done
     * @throws BadInputException where no clip is left
     */
    public static Evaluation of(
            SpeechCodec codec, List<Waveform> clips, List<Integer> codebookCounts, IntConsumer progress) {
        int most = codebookCounts.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double[][] sums = new double[codebookCounts.size()][3];
        List<TokenSequence> tokens = new ArrayList<>();
        double seconds = 0;
        int done = 0;
        for (Waveform clip : clips) {
            TokenSequence all = codec.encode(clip, most);
            double[][] measures = measures(codec, clip, all, codebookCounts);
            if (!Double.isNaN(measures[0][0])) {
                tokens.add(all);
                seconds += clip.seconds();
                add(measures, sums);
            }
            progress.accept(++done);
        }
        if (tokens.isEmpty()) {
            throw new BadInputException("no clip has 0.4 s of sound, which the measures need: give longer ones");
        }
        List<CodebookUse> uses = new ArrayList<>();
        for (int q = 0; q < most; q++) {
            uses.add(CodebookUse.of(tokens, q, codec.config().codebookSize()));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            rows.add(row(codec.config(), codebookCounts.get(i), uses, sums[i], tokens.size()));
        }
        return new Evaluation(tokens.size(), seconds, rows, uses);
    }

    /** For each number of codebooks STOI, ESTOI and SI-SDR; NaN where the clip has too little sound for STOI. */
    private static double[][] measures(
            SpeechCodec codec, Waveform clip, TokenSequence tokens, List<Integer> codebookCounts) {
        double[][] measures = new double[codebookCounts.size()][];
        for (int i = 0; i < measures.length; i++) {
            Waveform heard = codec.decode(tokens.firstCodebooks(codebookCounts.get(i)), clip.length());
            measures[i] =
                    new double[] {Stoi.of(clip, heard), Stoi.extended(clip, heard), SignalDistortion.siSdr(clip, heard)
                    };
        }
        return measures;
    }

    private static void add(double[][] measures, double[][] sums) {
        for (int i = 0; i < sums.length; i++) {
            for (int m = 0; m < sums[i].length; m++) {
                sums[i][m] += measures[i][m];
            }
        }
    }

    private static Row row(CodecConfig config, int codebooks, List<CodebookUse> uses, double[] sums, int clips) {
        double bits =
                uses.stream().limit(codebooks).mapToDouble(CodebookUse::entropy).sum();
        return new Row(
                codebooks,
                config.bitrate(codebooks) / 1000,
                bits * config.frameRate() / 1000,
                sums[0] / clips,
                sums[1] / clips,
                sums[2] / clips);
    }
}
