package dev.sotto.benchmark;

import dev.sotto.BadInputException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.ModelOption;
import dev.sotto.command.ReportOptions;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.training.engine.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measure the codec's speed on this machine, beside DJL's and the machine's own peak.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto benchmark",
            "  sotto benchmark --json --seconds 5",
            "  sotto benchmark --model run/model.safetensors --no-djl"
        })
public final class BenchmarkCommand implements Callable<Integer> {

    /** Of the file that is encoded as a whole. */
    private static final int FILE_SECONDS = 60;

    /** Of a packet that is encoded and decoded in one pass. */
    private static final int PACKET_FRAMES = 5;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "How long to measure each thing, after as long a warm-up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--no-djl", description = "Leave DJL out: PyTorch is not started.")
    private boolean withoutDjl;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(seconds >= 0.01 && seconds <= 600)) {
            throw new BadInputException("--seconds must be 0.01 to 600, is " + seconds);
        }
        ModelFile file = model.model();
        SpeechCodec codec = SpeechCodec.of(file);
        LiveStreams live = new LiveStreams(codec);
        FrameParts parts = new FrameParts(file);
        // Cold code is no measure: the first of these is thrown away.
        live.microsPerFrame(Math.max(1, seconds));
        BenchmarkReport result = new BenchmarkReport(
                rounded(live.streamsPerCore(seconds, 1)),
                rounded(live.streamsPerCore(seconds, PACKET_FRAMES)),
                rounded(live.streamsPerCoreBatched(seconds)),
                live.microsPerFrame(seconds),
                parts.micros(seconds / 4, 1),
                parts.micros(seconds / 4, PACKET_FRAMES),
                withoutDjl ? null : rounded(djlMicrosPerFrame(file)),
                share(live.shareOfPeak(seconds, 1, 1)),
                share(live.shareOfPeak(seconds, 1, PACKET_FRAMES)),
                share(live.shareOfPeak(seconds, LiveStreams.TOGETHER, 1)),
                rounded(live.bytesPerFrame(seconds)),
                rounded(fileRealTimeFactor(codec)),
                startUpMillis(),
                rounded(live.memoryPerStreamKb()),
                Runtime.version().toString(),
                processor());
        report.print(spec.commandLine().getOut(), result, result.summary());
        return 0;
    }

    private double djlMicrosPerFrame(ModelFile file) {
        TensorEngine.start("cpu", 1);
        float[] frame = Arrays.copyOf(Subject.features(), file.config().stepsPerFrame() * CodecConfig.FEATURES);
        try (DjlStream stream = new DjlStream(file)) {
            return Timings.of(seconds, () -> stream.run(frame)).median();
        }
    }

    private double fileRealTimeFactor(SpeechCodec codec) {
        int rate = codec.config().sampleRate();
        float[] clip = Subject.speech(codec.config().hopLength());
        float[] samples = new float[FILE_SECONDS * rate];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clip[i % clip.length];
        }
        Waveform speech = new Waveform(samples, rate);
        int codebooks = Math.min(Subject.CODEBOOKS, codec.config().numCodebooks());
        return FILE_SECONDS
                * 1e6
                / Timings.of(seconds, () -> codec.encode(speech, codebooks)).median();
    }

    /** The launcher says where it is. */
    private Long startUpMillis() throws IOException {
        String launcher = System.getProperty("sotto.launcher");
        return launcher == null
                ? null
                : StartUp.millis(Path.of(launcher), model.file().orElse(null));
    }

    private static String processor() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        String name = System.getProperty("os.arch");
        Path linux = Path.of("/proc/cpuinfo");
        if (Files.isReadable(linux)) {
            try (Stream<String> lines = Files.lines(linux)) {
                name = lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(name);
            }
        }
        return name + ", " + cores + (cores == 1 ? " core" : " cores");
    }

    private static double share(double share) {
        return Math.round(1e3 * share) / 1e3;
    }

    static double rounded(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
