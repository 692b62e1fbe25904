package dev.sotto.corpus.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.label.LabelMeasures;
import dev.sotto.corpus.label.LabelledTokens;
import dev.sotto.corpus.label.Labels;
import dev.sotto.model.CodecConfig;
import dev.sotto.picture.LabelPicture;
import dev.sotto.picture.SpectrogramPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Labels that tokens are held against. */
final class LabelOptions {

    @Option(
            names = "--labels",
            paramLabel = "FILE.csv",
            description = "Measure instead how well tokens tell what is in a CSV: columns path (from its own folder"
                    + " on), start and end in seconds, label. Without start and end labels are of whole"
                    + " recordings, as speakers are.")
    private Path file;

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            defaultValue = "label",
            description = "The column of the CSV with the labels. Default: label.")
    private String column;

    boolean areGiven() {
        return file != null;
    }

    Labels read() throws IOException {
        return Labels.read(file, column);
    }

    static List<LabelledTokens> label(Labels labels, List<TokenInputs.Input> inputs, SpeechCodec codec) {
        CodecConfig config = codec.config();
        double late = config.delay() / (double) config.sampleRate();
        return inputs.stream()
                .map(input -> labels.label(input.path(), input.tokens(), config.frameRate(), late))
                .toList();
    }

    /** Of the first codebook. */
    static void draw(List<LabelledTokens> tokens, Labels labels, int codebookSize, Path picture) throws IOException {
        int[][] counts = LabelMeasures.counts(tokens, labels, codebookSize);
        String title = "Codebook 1: each token's frames by their labels";
        SpectrogramPicture.write(LabelPicture.of(counts, labels.names(), title), picture);
    }

    static String text(LabelMeasures measures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d recordings, %d frames, %d labels; a label is worth %.2f bits%n%nAccuracy: %s%nof %d %s;"
                        + " chance %.1f %%%n%ncodebook  accuracy  mutual information  purity%n",
                measures.recordings(),
                measures.frames(),
                measures.labels(),
                measures.labelEntropy(),
                measures.ofRecordings()
                        ? "the label whose other recordings have the nearest mean histogram,"
                        : "the label that a token has most often in the other half of the recordings,",
                measures.asked(),
                measures.ofRecordings() ? "recordings whose label has another" : "frames",
                100 * measures.chance()));
        for (int q = 0; q < measures.codebooks().size(); q++) {
            text.append(line(Integer.toString(q + 1), measures.codebooks().get(q)));
        }
        return text.append(line("all", measures.all())).toString().stripTrailing();
    }

    private static String line(String name, LabelMeasures.Measure measure) {
        return String.format(
                Locale.ROOT,
                "%8s %7.1f %% %14.2f bits %5.1f %%%n",
                name,
                100 * measure.accuracy(),
                measure.mutualInformation(),
                100 * measure.purity());
    }
}
