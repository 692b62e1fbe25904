package dev.sotto.load;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BadInputException;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Measure latency, CPU and kbps of many calls at once through Kafka.",
        footerHeading = "%nBroker, applications and callers are in one JVM.%n%nExamples:%n",
        footer = {
            "  sotto load",
            "  sotto load --calls 60 --frames-per-packet 5 --no-backlog",
            "  sotto load --wire --kbps 1.5 --json",
            "  sotto load --calls 50 --frames-per-packet 10 --linger-ms 20 --compression zstd"
        })
public final class LoadCommand implements Callable<Integer> {

    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final List<Integer> WIRE_FRAMES = List.of(1, 5, 10, 50);
    private static final List<Integer> LOAD_FRAMES = List.of(1, 5, 10);

    @Option(
            names = "--calls",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,10,50,100",
            description = "How many calls at once, a row for each. Default: ${DEFAULT-VALUE}.")
    private List<Integer> calls;

    @Option(
            names = "--frames-per-packet",
            paramLabel = "N",
            split = ",",
            description = "Rows for each of these. Default: 1,5,10; with --wire 1,5,10,50.")
    private List<Integer> frames;

    @Option(
            names = "--wire",
            description = "Measure what a call costs in bytes instead: alone, and with 49 others in one partition,"
                    + " batched and compressed with zstd.")
    private boolean wire;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "8",
            description = "How long to measure each row, after 2 seconds that do not count. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--chunk-ms",
            paramLabel = "MS",
            description = "Speech in a record. Default: as much as in a packet.")
    private Integer chunkMs;

    @Option(
            names = "--partitions",
            defaultValue = "1",
            description = "Of each topic; each application has one thread. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--linger-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long the encoder's producer waits for more packets. Default: ${DEFAULT-VALUE}.")
    private int lingerMs;

    @Option(
            names = "--compression",
            paramLabel = "TYPE",
            defaultValue = "none",
            description = "Of the encoder's producer: none, gzip, snappy, lz4, zstd. Default: ${DEFAULT-VALUE}.")
    private String compression;

    @Option(names = "--no-backlog", description = "Do not measure how fast the applications catch up.")
    private boolean withoutBacklog;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder of speech that is said. Default: the clip inside the jar.")
    private String data;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSensible();
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        Waveform speech = Call.speech(data, 60);
        int chunk = chunkMs == null ? 0 : chunkMs * AudioFiles.SAMPLE_RATE / 1000;
        try (LoadStand stand = new LoadStand(codec, codebooks)) {
            LoadRun run = new LoadRun(stand, speech, seconds, chunk);
            List<LoadRow> rows = rows(run, cases(codec));
            Backlog backlog = wire || withoutBacklog ? null : Backlog.measure(stand, speech, 5 * seconds);
            LoadReport result = LoadReport.of(codec.config().bitrate(codebooks) / 1000, seconds, rows, backlog);
            report.print(spec.commandLine().getOut(), result, result.summary());
        }
        return 0;
    }

    private List<LoadRow> rows(LoadRun run, List<LoadCase> cases) throws InterruptedException {
        List<LoadRow> rows = new ArrayList<>();
        try (Progress progress = Progress.of("load", "rows", cases.size(), report.showsProgress())) {
            progress.say("warming up");
            run.warmUp();
            for (LoadCase each : cases) {
                progress.say(each.toString());
                rows.add(run.run(each));
                progress.stepTo(rows.size());
            }
        }
        return rows;
    }

    private List<LoadCase> cases(SpeechCodec codec) {
        List<Integer> perPacket = frames != null ? frames : wire ? WIRE_FRAMES : LOAD_FRAMES;
        return wire
                ? LoadCase.wire(
                        perPacket, (int) Math.round(1000 / codec.config().frameRate()))
                : LoadCase.all(calls, perPacket, partitions, lingerMs, compression);
    }

    private void requireSensible() {
        requireRange("--calls", calls, 1, 2_000);
        requireRange("--frames-per-packet", frames == null ? List.of(1) : frames, 1, 255);
        requireRange("--chunk-ms", chunkMs == null ? List.of() : List.of(chunkMs), 10, 1_000);
        requireRange("--partitions", List.of(partitions), 1, 100);
        requireRange("--linger-ms", List.of(lingerMs), 0, 10_000);
        if (!(seconds >= 0.5 && seconds <= 600)) {
            throw new BadInputException("--seconds must be 0.5 to 600, is " + seconds);
        }
        if (!COMPRESSIONS.contains(compression)) {
            throw new BadInputException(
                    "--compression must be one of none, gzip, snappy, lz4, zstd, is '" + compression + "'");
        }
    }

    private static void requireRange(String option, List<Integer> values, int min, int max) {
        int wrong = IntStream.range(0, values.size())
                .filter(i -> values.get(i) < min || values.get(i) > max)
                .findFirst()
                .orElse(-1);
        if (wrong >= 0) {
            throw new BadInputException(option + " must be " + min + " to " + max + ", is " + values.get(wrong));
        }
    }
}
