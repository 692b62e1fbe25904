package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.Count;
import dev.sotto.command.EntropyOptions;
import dev.sotto.command.InputFile;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PauseOptions;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.command.VoiceOptions;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.service.demo.DemoPlay;
import dev.sotto.service.demo.DemoReport;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.SpeechAssembly;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Speak a file through Kafka and back in one JVM, and show what comes out.",
        footerHeading =
                "%nStarts a broker and both applications, plays the file in real time, and writes original.wav,%n"
                        + "decoded.wav, spectrograms.png and report.json.%n%nExamples:%n",
        footer = {
            "  sotto demo",
            "  sotto demo speech.wav --kbps 1.5 --frames-per-packet 1 --out low-delay",
            "  sotto demo --entropy --dtx",
            "  sotto demo --pitch +3 --formants 1.1"
        })
public final class DemoCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An audio file. Default: a clip inside the jar.")
    private String file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "sotto-demo",
            description = "Where the results go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private FramesPerPacketOption packets;

    @Mixin
    private EntropyOptions entropy;

    @Mixin
    private PauseOptions pauses;

    @Mixin
    private ModelOption model;

    @Mixin
    private VoiceOptions voiceOptions;

    @Mixin
    private ReportOptions report;

    @Option(
            names = "--fast",
            hidden = true,
            description = "As fast as it goes, not in real time; the latency then means nothing.")
    private boolean fast;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int framesPerPacket = packets.framesPerPacket();
        Voice voice = voiceOptions.voice();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadInputException(out + " is a file: give --out a folder");
        }
        // Before the play, not after it.
        Files.createDirectories(out);
        if (!Files.isWritable(out)) {
            throw new BadInputException("There is no permission to write to " + out + ": give --out another folder");
        }
        Waveform speech = file == null ? AudioFiles.defaultClip() : new InputFile(file).speech(null);
        if (speech.length() > SpeechAssembly.MAX_LENGTH) {
            throw new BadInputException("The sound is longer than four hours: give the demo a part of it");
        }
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        PacketCoding coding =
                pauses.forTopic(entropy.forTopic(codec.model(), model.description()), codec.config(), framesPerPacket);
        Pace pace = fast ? Pace.AT_ONCE : Pace.realTime(speech.sampleRate());
        DemoPlay play = new DemoPlay(speech, codec, codebooks, framesPerPacket, coding, voice, pace);
        DemoReport result;
        try (Screen screen = new Screen(play)) {
            screen.say(introduction(play));
            result = play.run(out, screen);
        }
        report.print(spec.commandLine().getOut(), result, "\n" + result.toTable() + "\n" + whereItIs());
        return 0;
    }

    private String introduction(DemoPlay play) {
        CodecConfig config = play.codec().config();
        return String.format(
                Locale.ROOT,
                "%.1f s of speech (%s), %s of %d = tokens of %.1f kbps, %s a packet = %.0f ms%s%n"
                        + "Starting a Kafka broker and two Kafka Streams applications in this JVM ...",
                play.speech().seconds(),
                file == null ? "the clip inside the jar" : file,
                Count.of(play.numCodebooks(), "codebook"),
                config.codebookSize(),
                config.bitrate(play.numCodebooks()) / 1000,
                Count.of(play.framesPerPacket(), "frame"),
                play.framesPerPacket() * 1000 / config.frameRate(),
                (entropy.isGiven() ? ", entropy-coded" : "") + (pauses.isGiven() ? ", pauses apart" : ""));
    }

    private String whereItIs() {
        return String.format(
                "  %-16s %s and %s%n  %-16s %s, both with the tokens between them%n  %-16s %s",
                "listen",
                out.resolve("original.wav"),
                out.resolve("decoded.wav"),
                "look",
                out.resolve("spectrograms.png"),
                "read",
                out.resolve("report.json"));
    }

    /** What people see while they wait. */
    private final class Screen implements DemoPlay.Listener, AutoCloseable {

        private final DemoPlay play;
        private Progress progress;

        Screen(DemoPlay play) {
            this.play = play;
        }

        void say(String text) {
            if (report.showsProgress()) {
                PrintWriter printer = spec.commandLine().getOut();
                printer.println(text);
                printer.flush();
            }
        }

        @Override
        public void broker(String bootstrapServers) {
            say("The broker listens at " + bootstrapServers
                    + ". Warming up first, so that the compiler's work is not measured: not counted.");
        }

        @Override
        public LongConsumer speaking() {
            say("Speaking through topics voice.pcm, voice.tokens and voice.pcm.decoded:");
            int hop = play.codec().config().hopLength();
            progress = Progress.of("Speaking", "frames", play.speech().length() / hop, report.showsProgress());
            return position -> progress.stepTo(position / hop);
        }

        @Override
        public void heard() {
            close();
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
                progress = null;
            }
        }
    }
}
