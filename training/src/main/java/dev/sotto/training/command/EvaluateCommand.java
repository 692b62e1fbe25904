package dev.sotto.training.command;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BadInputException;
import dev.sotto.command.ModelOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.training.data.AudioCorpus;
import dev.sotto.training.evaluation.Evaluation;
import dev.sotto.training.evaluation.EvaluationTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            "  sotto evaluate --data held-out/ --model run1/model.safetensors --codebooks 3,6 --json"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final List<Integer> USUAL = List.of(1, 2, 3, 4, 6, 8);

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

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SpeechCodec codec = model.codec();
        int most = codec.config().numCodebooks();
        List<Integer> counts =
                codebooks == null ? USUAL.stream().filter(n -> n <= most).toList() : codebooks;
        if (counts.stream().anyMatch(n -> n < 1 || n > most)) {
            throw new BadInputException("--codebooks must be numbers from 1 to " + most + ", are " + counts);
        }
        if (!(clipSeconds >= 0)) {
            throw new BadInputException("--clip-seconds must not be negative, is " + clipSeconds);
        }
        List<Waveform> clips = DevClips.read(AudioCorpus.of(data, "dev"), clipSeconds);
        Evaluation evaluation;
        try (Progress progress = Progress.of("Evaluating", "clips", clips.size(), report.showsProgress())) {
            evaluation = Evaluation.of(codec, clips, counts, progress::stepTo);
        }
        report.print(spec.commandLine().getOut(), evaluation, EvaluationTable.markdown(evaluation));
        return 0;
    }
}
