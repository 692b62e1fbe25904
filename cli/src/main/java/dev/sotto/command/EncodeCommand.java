package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.Reading;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketFormat;
import dev.sotto.packet.TokenFile;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto encode}. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = "Encode speech: an audio file becomes a .sotto file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto encode speech.wav speech.sotto",
            "  sotto encode speech.flac speech.sotto --kbps 1.5",
            "  sotto encode speech.flac smaller.sotto --kbps 1.5 --entropy",
            "  sotto encode call.wav call.sotto --entropy --dtx",
            "  arecord -f S16_LE -r 48000 | sotto encode - speech.sotto"
        })
public final class EncodeCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description =
                    "WAV, FLAC, MP3, Opus, AIFF, AU or CAF, of any rate and number of channels, and what ffmpeg reads"
                            + " where it is installed; - for standard input.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT.sotto", description = "The file to write; - for standard output.")
    private String out;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    @Mixin
    private EntropyOptions entropy;

    @Mixin
    private PauseOptions pauses;

    @Option(
            names = "--raw",
            paramLabel = "RATE",
            description = "IN is bare signed 16-bit little-endian mono samples of that rate in Hz.")
    private Integer rawRate;

    @Option(
            names = "--frames-per-packet",
            paramLabel = "N",
            defaultValue = "50",
            description = "Frames of 20 ms in one packet, 1 to 255. Default: ${DEFAULT-VALUE}.")
    private int framesPerPacket;

    @Option(
            names = "--accept-truncated",
            description = "Of a file that is cut short or damaged, encode what comes before.")
    private boolean acceptTruncated;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputFile input = new InputFile(in);
        OutputFile output = new OutputFile(out);
        if (framesPerPacket < 1 || framesPerPacket > PacketFormat.MAX_FRAMES) {
            throw new BadInputException(
                    "--frames-per-packet must be 1 to " + PacketFormat.MAX_FRAMES + ", is " + framesPerPacket);
        }
        output.requireWritable(input);
        Reading reading = input.reading(rawRate);
        Waveform speech = acceptTruncated ? reading.sound() : reading.whole();
        if (!reading.isWhole()) {
            spec.commandLine().getErr().println("sotto: " + reading.shortfall());
        }
        SpeechCodec codec = model.codecForFile(config -> config.numFrames(speech.length()));
        int codebooks = bitrate.codebooks(codec.config());
        int frames = codec.config().numFrames(speech.length());
        PacketCoding coding = entropy.forFile(codec.model(), model.description(), frames);
        TokenFile file = encode(speech, codec, codebooks);
        byte[] bytes = file.toBytes(framesPerPacket, coding);
        output.write(target -> target.write(bytes));
        TokenFileSummary summary = TokenFileSummary.of(file, bytes);
        report.print(
                output.isStandardOutput()
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut(),
                summary,
                String.format(
                        "%s -> %s: %.2f s of speech in %s of %s, %s, %.2f kbps",
                        input.description(),
                        output.description(),
                        summary.seconds(),
                        Count.of(summary.frames(), "frame"),
                        Count.of(summary.codebooks(), "codebook"),
                        Count.of(summary.bytes(), "byte"),
                        summary.payloadKbps()));
        return 0;
    }

    private TokenFile encode(Waveform speech, SpeechCodec codec, int codebooks) {
        CodecConfig config = codec.config();
        TokenSequence tokens;
        int frames = config.numFrames(speech.length());
        try (Progress progress = Progress.of("encode", "frames", frames, report.showsProgress())) {
            tokens = codec.encode(speech, codebooks, progress::stepTo);
        }
        Pauses silent = pauses.isGiven() ? codec.pauses(speech, pauses.framesInFile(config)) : Pauses.NONE;
        return new TokenFile(
                codec.model().fingerprint(),
                config.sampleRate(),
                config.hopLength(),
                config.delay(),
                config.bitsPerToken(),
                speech.length(),
                codec.hold(tokens, silent),
                silent);
    }
}
