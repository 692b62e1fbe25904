package dev.sotto.load;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.call.CallOptions;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.service.command.KafkaOptions;
import dev.sotto.service.gateway.GatewayLimits;
import dev.sotto.service.talk.TalkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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
        footerHeading = "%nBroker, applications and callers are in one JVM; the encoder's and the decoder's cores are%n"
                + "the processor time of their threads. With --gateway the exit code is 1 if a client was dropped%n"
                + "or a frame lost.%n%nExamples:%n",
        footer = {
            "  sotto load",
            "  sotto load --calls 60 --frames-per-packet 5 --no-backlog",
            "  sotto load --calls 100,150,200 --frames-per-packet 5 --no-backlog",
            "  sotto load --wire --kbps 1.5 --json",
            "  sotto load --calls 50 --frames-per-packet 10 --linger-ms 20 --compression zstd",
            "  sotto load --calls 1 --pauses 60 --dtx --seconds 58 --no-backlog",
            "  sotto load --gateway --calls 50 --seconds 60"
        })
public final class LoadCommand implements Callable<Integer> {

    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final List<Integer> CALLS = List.of(1, 10, 50, 100);
    private static final List<Integer> WIRE_FRAMES = List.of(1, 5, 10, 50);
    private static final List<Integer> LOAD_FRAMES = List.of(1, 5, 10);
    private static final int GATEWAY_CLIENTS = 50;
    private static final int MESSAGE_MS = 20;
    private static final double WARM_UP_SECONDS = 8;

    @Option(
            names = "--calls",
            paramLabel = "N",
            split = ",",
            description = "How many calls at once, a row for each. Default: 1,10,50,100; with --gateway 50.")
    private List<Integer> calls;

    @Option(
            names = "--frames-per-packet",
            paramLabel = "N",
            split = ",",
            description = "Rows for each of these. Default: 1,5,10; with --wire 1,5,10,50, with --gateway 1.")
    private List<Integer> frames;

    @Option(
            names = "--wire",
            description = "Measure what a call costs in bytes instead: alone, and with 49 others in one partition,"
                    + " batched and compressed with zstd.")
    private boolean wire;

    @Option(
            names = "--gateway",
            description =
                    "Measure clients of the gateway (service/GATEWAY.md) instead, over WebSocket, each in a room of"
                            + " its own where it hears itself: who was dropped, which frames were lost, and the delay.")
    private boolean gateway;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "8",
            description = "How long to measure each row, after 2 seconds of warm-up; with --gateway 15, in which"
                    + " the clients connect. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--chunk-ms",
            paramLabel = "MS",
            description = "Speech in a record. Default: as much as in a packet; with --gateway 20, in a message.")
    private Integer chunkMs;

    @Option(
            names = "--partitions",
            defaultValue = "1",
            description = "Of each topic; each application has one thread. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--linger-ms",
            paramLabel = "MS",
            description = "How long the encoder's producer waits for more packets; with --gateway the gateway's and the"
                    + " decoder's, too. Default: 0; with --gateway " + TalkPlan.LINGER_MS + ", as sotto talk.")
    private Integer lingerMs;

    @Option(
            names = "--compression",
            paramLabel = "TYPE",
            defaultValue = "none",
            description = "Of the encoder's producer: none, gzip, snappy, lz4, zstd. Default: ${DEFAULT-VALUE}.")
    private String compression;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties for the Kafka clients of encoder and decoder, as sotto stream takes them:"
                    + " consumer.fetch.min.bytes and consumer.fetch.max.wait.ms let them wait for more.")
    private Path config;

    @Mixin
    private Silences silences;

    @Mixin
    private CallOptions speakers;

    @Option(names = "--no-backlog", description = "Do not measure how fast the applications catch up.")
    private boolean withoutBacklog;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSensible();
        SpeechCodec codec = speakers.codec();
        // Before a broker is started for it.
        cases(codec).forEach(load -> silences.coding(codec.config(), load.framesPerPacket()));
        int codebooks = speakers.codebooks(codec);
        Waveform speech = speakers.speech(60);
        double kbps = codec.config().bitrate(codebooks) / 1000;
        Properties given = config == null ? new Properties() : KafkaOptions.properties(config);
        try (LoadStand stand = new LoadStand(codec, codebooks, given)) {
            return gateway ? measureGateway(stand, speech, kbps) : measureCalls(stand, speech, kbps);
        }
    }

    private int measureCalls(LoadStand stand, Waveform speech, double kbps) throws IOException, InterruptedException {
        LoadRun run = new LoadRun(stand, speech, seconds, chunkMs == null ? 0 : samples(chunkMs), silences);
        List<LoadRow> rows = rows(stand, speech, run::run);
        Backlog backlog = wire || withoutBacklog ? null : Backlog.measure(stand, speech, 5 * seconds);
        LoadReport result = LoadReport.of(kbps, seconds, rows, backlog);
        report.print(spec.commandLine().getOut(), result, result.summary());
        return 0;
    }

    private int measureGateway(LoadStand stand, Waveform speech, double kbps) throws IOException, InterruptedException {
        GatewayRun run = new GatewayRun(stand, speech, seconds, samples(chunkMs == null ? MESSAGE_MS : chunkMs));
        GatewayReport result = GatewayReport.of(kbps, seconds, rows(stand, speech, run::run));
        report.print(spec.commandLine().getOut(), result, result.summary());
        return result.whole() ? 0 : 1;
    }

    private static int samples(int ms) {
        return ms * AudioFiles.SAMPLE_RATE / 1000;
    }

    /** Measures one case. */
    private interface Measurement<T> {

        T of(LoadCase load) throws IOException, InterruptedException;
    }

    private <T> List<T> rows(LoadStand stand, Waveform speech, Measurement<T> measurement)
            throws IOException, InterruptedException {
        List<LoadCase> cases = cases(stand.codec());
        List<T> rows = new ArrayList<>();
        try (Progress progress = Progress.of("load", "rows", cases.size(), report.showsProgress())) {
            progress.say("warming up");
            new LoadRun(stand, speech, Math.min(seconds, WARM_UP_SECONDS), 0, new Silences()).warmUp();
            for (LoadCase each : cases) {
                progress.say(each.toString());
                rows.add(measurement.of(each));
                progress.stepTo(rows.size());
            }
        }
        return rows;
    }

    private List<LoadCase> cases(SpeechCodec codec) {
        List<Integer> perPacket = frames != null ? frames : wire ? WIRE_FRAMES : gateway ? List.of(1) : LOAD_FRAMES;
        List<Integer> counts = calls != null ? calls : gateway ? List.of(GATEWAY_CLIENTS) : CALLS;
        return wire
                ? LoadCase.wire(
                        perPacket, (int) Math.round(1000 / codec.config().frameRate()))
                : LoadCase.all(counts, perPacket, partitions, linger(), compression);
    }

    private int linger() {
        return lingerMs != null ? lingerMs : gateway ? TalkPlan.LINGER_MS : 0;
    }

    private void requireSensible() {
        if (gateway && wire) {
            throw new BadInputException("--wire counts bytes and --gateway clients: give one of the two");
        }
        silences.requireSensible();
        if (gateway && silences.isGiven()) {
            throw new BadInputException("--pauses and --dtx are for calls without --gateway");
        }
        // Each is in a room of its own.
        requireRange("--calls", calls == null ? List.of() : calls, 1, gateway ? GatewayLimits.DEFAULT.rooms() : 2_000);
        requireRange("--frames-per-packet", frames == null ? List.of(1) : frames, 1, 255);
        requireRange("--chunk-ms", chunkMs == null ? List.of() : List.of(chunkMs), 10, 1_000);
        requireRange("--partitions", List.of(partitions), 1, 100);
        requireRange("--linger-ms", List.of(linger()), 0, 10_000);
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
