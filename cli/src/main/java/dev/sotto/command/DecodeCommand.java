package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.packet.TokenFile;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Decode speech: a .sotto file becomes a WAV file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto decode speech.sotto speech.wav",
            "  sotto decode speech.sotto rough.wav --codebooks 2",
            "  sotto decode speech.sotto higher.wav --pitch +3 --formants 1.1",
            "  sotto decode speech.sotto lossy.wav --lose 5%% --seed 1",
            "  sotto decode speech.sotto - | aplay"
        })
public final class DecodeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN.sotto", description = "The file to read; - for standard input.")
    private String in;

    @Parameters(
            index = "1",
            paramLabel = "OUT.wav",
            description = "The file to write, 16-bit mono; - for standard output.")
    private String out;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--codebooks",
            paramLabel = "N",
            description = "Use only the first N codebooks of the file. Default: all of them.")
    private Integer codebooks;

    @Mixin
    private VoiceOptions voice;

    @Mixin
    private LossOptions losses;

    @Mixin
    private PriorOption prior;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<FrameLoss> loss = losses.loss();
        InputFile input = new InputFile(in);
        OutputFile output = new OutputFile(out);
        output.requireWritable(input);
        TokenFile file = TokenFiles.read(TokenFiles.readBytes(input), input.description(), prior);
        TokenSequence tokens = chosen(file.tokens());
        SpeechCodec codec = model.codecForFile(config -> tokens.numFrames()).speakingAs(voice.voice());
        TokenFiles.requireMadeBy(codec.model(), model.description(), file, input.description());
        Waveform speech = decode(codec, tokens, file.pauses(), loss, TokenFiles.length(file, input.description()));
        output.write(target -> AudioFiles.writeWav(speech, target));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("seconds", speech.seconds());
        results.put("samples", speech.length());
        results.put("sampleRate", speech.sampleRate());
        results.put("codebooks", tokens.numCodebooks());
        loss.ifPresent(lost -> results.put("framesLost", lost.count(tokens.numFrames())));
        report.print(
                output.isStandardOutput()
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut(),
                results,
                String.format(
                        "%s -> %s: %.2f s of speech from %s%s",
                        input.description(),
                        output.description(),
                        speech.seconds(),
                        Count.of(tokens.numCodebooks(), "codebook"),
                        loss.map(lost -> ", " + Count.of(lost.count(tokens.numFrames()), "frame") + " lost")
                                .orElse("")));
        return 0;
    }

    private Waveform decode(
            SpeechCodec codec, TokenSequence tokens, Pauses pauses, Optional<FrameLoss> loss, int numSamples) {
        try (Progress progress = Progress.of("decode", "frames", tokens.numFrames(), report.showsProgress())) {
            return loss.isPresent()
                    ? codec.decode(tokens, pauses, loss.get(), numSamples, progress::stepTo)
                    : codec.decode(tokens, pauses, numSamples, progress::stepTo);
        }
    }

    private TokenSequence chosen(TokenSequence tokens) {
        if (codebooks == null) {
            return tokens;
        }
        if (codebooks < 1 || codebooks > tokens.numCodebooks()) {
            throw new BadInputException(
                    "--codebooks must be 1 to " + tokens.numCodebooks() + " with this file, is " + codebooks);
        }
        return tokens.firstCodebooks(codebooks);
    }
}
