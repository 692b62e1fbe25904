package dev.sotto.corpus.command;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.Count;
import dev.sotto.command.EntropyOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.LeftOut;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.corpus.run.Tokenizer;
import dev.sotto.corpus.run.TokenizerResult;
import dev.sotto.packet.PacketCoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto tokenize}. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = "Make tokens of many recordings, to train on: JSONL, NumPy or Parquet.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every file has its row",
            "2:what was given cannot be used",
            "3:done, but for the files that failed.jsonl names"
        },
        footerHeading = "%nStopped in any way, the same command goes on where it was. corpus/TOKENS.md tells what the"
                + " files hold.%n%nExamples:%n",
        footer = {
            "  sotto tokenize recordings/ --out tokens",
            "  sotto tokenize 'speech/**.flac' --out tokens --format parquet --kbps 1.5",
            "  sotto tokenize manifest.csv --out tokens --format npy --codebooks 4",
            "  sotto tokenize recordings/ --out archive --format sotto --entropy"
        })
public final class TokenizeCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Audio files, folders, patterns in quotes, or a CSV with a column 'path', whose other columns"
                    + " go with the rows.")
    private List<String> inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write.")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            paramLabel = "FORMAT",
            description =
                    "jsonl, npy, parquet, sotto, or hf: a folder for Hugging Face's datasets with the audio itself."
                            + " Default: ${DEFAULT-VALUE}.")
    private RowFormat format;

    @Option(
            names = "--accept-truncated",
            description = "Of files that are cut short or damaged take what comes before; the column 'truncated' says"
                    + " what is missing.")
    private boolean acceptTruncated;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    @Mixin
    private EntropyOptions entropy;

    @Mixin
    private WorkersOption workers;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int threads = workers.count();
        Corpus found = RecordingFinder.find(inputs);
        Corpus corpus = acceptTruncated ? found.acceptingTruncated() : found;
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        if (entropy.isGiven() && format != RowFormat.SOTTO) {
            throw new BadInputException(
                    "--entropy is for --format sotto: the other formats hold tokens as plain numbers");
        }
        PacketCoding coding = entropy.forFile(codec.model(), model.description(), Integer.MAX_VALUE);
        Throughput speed = new Throughput();
        TokenizerResult result;
        try (Progress progress = Progress.of("tokenize", "files", corpus.size(), report.showsProgress())) {
            result = new Tokenizer(codec, format, codebooks, coding).run(corpus, out, threads, (files, seconds) -> {
                progress.stepTo(files);
                progress.say(speed.of(seconds));
            });
        }
        int rows = result.files() - result.failed();
        LeftOut leftOut = RecordingFinder.leftOut(inputs);
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("files", result.files());
        results.put("rows", rows);
        results.put("failed", result.failed());
        results.put("leftOut", leftOut.bySuffix());
        results.put("filesBefore", result.filesBefore());
        results.put("codebooks", codebooks);
        results.put("hours", result.seconds() / Throughput.HOUR);
        results.put("timesRealTime", speed.timesRealTime(result.secondsNow()));
        String summary = String.format(
                "%s: %s of %s (%s)",
                out,
                Count.of(rows, "row"),
                Count.of(codebooks, "codebook"),
                speed.of(result.seconds(), result.secondsNow()));
        report.print(spec.commandLine().getOut(), results, summary);
        if (!leftOut.isEmpty()) {
            spec.commandLine().getErr().println("sotto: " + leftOut.sentence());
        }
        return Throughput.exitCode(
                result.failed(), result.files(), out, spec.commandLine().getErr());
    }
}
