package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.ModelOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.training.evaluation.Evaluation;
import dev.sotto.training.evaluation.EvaluationListener;
import dev.sotto.training.evaluation.EvaluationPlan;
import dev.sotto.training.evaluation.EvaluationTable;
import dev.sotto.training.evaluation.page.ClipCards;
import dev.sotto.training.evaluation.page.EvaluationPage;
import dev.sotto.training.evaluation.program.Pesq;
import dev.sotto.training.evaluation.program.Programs;
import dev.sotto.training.evaluation.rival.Rivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Score a model on speech: one row of measures for each bitrate.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto evaluate --data held-out/",
            "  sotto evaluate --data held-out/ --model model.safetensors --codebooks 3,6",
            "  sotto evaluate --data held-out/ --codebooks 6 --levels -20,6",
            "  sotto evaluate --data held-out/ --codebooks 6 --loss 1,5,10",
            "  sotto evaluate --data held-out/ --page page/    # open page/index.html"
        })
public final class EvaluateCommand implements Callable<Integer> {

    /** STOI's segments are 0.4 s long. */
    private static final double SHORTEST = 0.5;

    private static final int MAX_GAIN = 60;

    private static final List<Integer> USUAL_CODEBOOKS = List.of(1, 2, 3, 4, 6, 8);
    /** 0.5, 1.5, 3 and 4 kbps: more of them nobody compares by ear. */
    private static final Set<Integer> HEARD_CODEBOOKS = Set.of(1, 3, 6, 8);

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Audio files to score on: all below DIR, or those of the split 'dev' in DIR/manifest.csv.")
    private Path data;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--codebooks",
            split = ",",
            paramLabel = "N",
            description = "A row for each number of codebooks. Default: 1,2,3,4,6,8, as far as the model has them.")
    private List<Integer> codebooks;

    @Option(
            names = "--clip-seconds",
            paramLabel = "S",
            defaultValue = "0",
            description = "Score only the first S seconds of each clip. Default: all of it.")
    private double clipSeconds;

    @Option(
            names = "--levels",
            split = ",",
            paramLabel = "DB",
            description = "Score STOI with the clips this many dB louder (negative: quieter), too, such as -20,6.")
    private List<Double> levels = List.of();

    @Option(
            names = "--loss",
            split = ",",
            paramLabel = "PERCENT",
            description = "Score with so many of the frames lost, too, single ones and three at once, such as 1,5,10.")
    private List<Double> losses = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Clips to score at once. Default: one for each processor.")
    private Integer threads;

    @Option(
            names = "--page",
            paramLabel = "DIR",
            description =
                    "Write a page to DIR/index.html: originals, this model and the codecs that this machine has side by"
                            + " side to listen to, with spectrograms, tables and plots. Of this model 0.5, 1.5, 3 "
                            + "and 4 kbps, or"
                            + " what --codebooks says.")
    private Path page;

    @Option(
            names = "--page-clips",
            paramLabel = "N",
            defaultValue = "8",
            description = "Clips on the page to look at and listen to. Default: ${DEFAULT-VALUE}.")
    private int pageClips;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SpeechCodec codec = model.codec();
        int most = codec.config().numCodebooks();
        Set<Integer> heard = codebooks == null ? HEARD_CODEBOOKS : Set.copyOf(codebooks);
        if (codebooks == null) {
            codebooks = USUAL_CODEBOOKS.stream().filter(n -> n <= most).toList();
        }
        requireOptions(most);
        SpeechFolder corpus = SpeechFolder.of(data, "dev");
        List<Waveform> clips = DevClips.read(corpus, clipSeconds);
        Programs programs = Programs.ofPath();
        EvaluationPlan plan = new EvaluationPlan(
                codec,
                codebooks,
                Rivals.found(programs),
                levels,
                losses.stream().map(percent -> percent / 100).toList(),
                Pesq.find(programs),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        Evaluation evaluation;
        Path written = null;
        try (Progress progress = Progress.of("Evaluating", "clips", clips.size(), report.showsProgress())) {
            if (page == null) {
                evaluation = plan.run(clips, EvaluationListener.counting(progress::stepTo));
            } else {
                List<String> names = corpus.files().stream()
                        .map(file -> corpus.root().relativize(file).toString())
                        .toList();
                ClipCards cards = new ClipCards(page, names, clips, pageClips, heard, progress::stepTo);
                evaluation = plan.run(clips, cards);
                written = new EvaluationPage(evaluation, model.description(), cards).write(page);
            }
        }
        String summary = EvaluationTable.markdown(evaluation);
        report.print(
                spec.commandLine().getOut(),
                evaluation,
                written == null ? summary : summary + "\nThe page: " + written);
        return 0;
    }

    private void requireOptions(int most) {
        if (codebooks.isEmpty() || codebooks.stream().anyMatch(n -> n < 1 || n > most)) {
            throw new BadInputException("--codebooks must be numbers from 1 to " + most + ", are " + codebooks);
        }
        if (!(clipSeconds == 0 || clipSeconds >= SHORTEST)) {
            throw new BadInputException(
                    "--clip-seconds must be at least " + SHORTEST + ", or 0 for all, is " + clipSeconds);
        }
        if (page != null && Files.exists(page) && !Files.isDirectory(page)) {
            throw new BadInputException(page + " is a file: give --page a folder to write the page to");
        }
        if (pageClips < 0) {
            throw new BadInputException("--page-clips must not be negative, is " + pageClips);
        }
        if (levels.stream().anyMatch(gain -> !(Math.abs(gain) <= MAX_GAIN))) {
            throw new BadInputException(
                    "--levels are gains from -" + MAX_GAIN + " to " + MAX_GAIN + " dB, are " + levels);
        }
        if (losses.stream().anyMatch(percent -> !(percent >= 0 && percent <= 100 * FrameLoss.MAX_SHARE))) {
            throw new BadInputException("--loss are percentages from 0 to 50, are " + losses);
        }
        if (threads != null && threads < 1) {
            throw new BadInputException("--threads must be at least 1, is " + threads);
        }
    }
}
