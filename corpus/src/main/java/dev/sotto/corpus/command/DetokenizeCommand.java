package dev.sotto.corpus.command;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Count;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PriorOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.corpus.run.Detokenizer;
import dev.sotto.corpus.run.DetokenizerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto detokenize}. */
@Command(
        name = "detokenize",
        mixinStandardHelpOptions = true,
        description = "Make WAV files of tokens in JSONL, NumPy or Parquet.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row has its WAV file",
            "2:what was given cannot be used",
            "3:done, but for the rows that failed.jsonl names"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto detokenize tokens/ --out speech",
            "  sotto detokenize generated.npy --out speech",
            "  sotto detokenize tokens/tokens.parquet --out speech --codebooks 2"
        })
public final class DetokenizeCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DIR|FILE",
            description = "A folder that sotto tokenize wrote, or a .jsonl, .npy or .parquet file.")
    private Path source;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the WAV files.")
    private Path out;

    @Option(
            names = "--codebooks",
            paramLabel = "N",
            description = "Use only the first N codebooks of each row. Default: all of them.")
    private Integer codebooks;

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption prior;

    @Mixin
    private WorkersOption workers;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int threads = workers.count();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadInputException(out + " is a file: name a folder to write to");
        }
        SpeechCodec codec = model.codec();
        if (codebooks != null && (codebooks < 1 || codebooks > codec.config().numCodebooks())) {
            throw new BadInputException(
                    "--codebooks must be 1 to " + codec.config().numCodebooks() + " with this model, is " + codebooks);
        }
        Throughput speed = new Throughput();
        DetokenizerResult result;
        // How many rows there are, nobody knows before the last.
        try (Progress progress = Progress.of("detokenize", "files", -1, report.showsProgress())) {
            result = new Detokenizer(codec, codebooks, fingerprint -> prior.priorOf(fingerprint, source.toString()))
                    .run(source, out, threads, (files, seconds) -> {
                        progress.stepTo(files);
                        progress.say(speed.of(seconds));
                    });
        }
        int written = result.files() - result.failed();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("files", written);
        results.put("failed", result.failed());
        results.put("hours", result.seconds() / Throughput.HOUR);
        results.put("timesRealTime", speed.timesRealTime(result.seconds()));
        String summary = String.format("%s: %s (%s)", out, Count.of(written, "WAV file"), speed.of(result.seconds()));
        report.print(spec.commandLine().getOut(), results, summary);
        return Throughput.exitCode(
                result.failed(), result.files(), out, spec.commandLine().getErr());
    }
}
