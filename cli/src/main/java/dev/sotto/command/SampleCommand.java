package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.picture.SpectrogramPicture;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TokenSampler;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto sample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Let the prior babble: draw tokens that are likely, and make sound of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto sample --seconds 5 babble.wav",
            "  sotto sample --seconds 5 --seed 7 --picture babble.png babble.wav",
            "  sotto sample --seconds 3 --prompt speech.wav continued.wav"
        })
public final class SampleCommand implements Callable<Integer> {

    private static final double MAX_SECONDS = 3600;
    private static final double MAX_TEMPERATURE = 10;

    @Parameters(
            index = "0",
            paramLabel = "OUT.wav",
            description = "The file to write, 16-bit mono; - for standard output.")
    private String out;

    @Option(
            names = "--seconds",
            required = true,
            paramLabel = "S",
            description = "Length of the new speech, without the prompt; up to 3600.")
    private double seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same sound, on every machine. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "Lower values choose likely tokens more often, 0 always the likeliest; up to 10. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--prompt",
            paramLabel = "FILE",
            description = "Speech to go on from; it comes first in OUT.wav, as the codec renders it.")
    private String prompt;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption priorOption;

    @Option(names = "--picture", paramLabel = "FILE.png", description = "Draw the spectrogram of what comes out.")
    private Path picture;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(seconds > 0 && seconds <= MAX_SECONDS) || !(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw new BadInputException("--seconds must be more than 0 and at most 3600, --temperature 0 to 10");
        }
        OutputFile output = new OutputFile(out);
        output.requireWritable(new InputFile(prompt == null ? InputFile.STANDARD : prompt));
        SpeechCodec codec = model.codec();
        CodecConfig config = codec.config();
        int codebooks = bitrate.codebooks(config);
        Prior prior = priorOption.prior(codec.model(), model.description());
        if (codebooks > prior.config().numCodebooks()) {
            throw new BadInputException(priorOption.description() + " knows "
                    + prior.config().numCodebooks() + " codebooks: ask for no more with --codebooks");
        }
        TokenSequence before = prompt(codec, codebooks);
        int samples = (int) Math.round(seconds * config.sampleRate());
        TokenSampler sampler = new TokenSampler(prior.predictor(codebooks), config.codebookSize(), temperature, seed);
        TokenSequence drawn = sampler.sample(before, config.numFrames(samples));
        Waveform sound = codec.decode(joined(before, drawn), before.numFrames() * config.hopLength() + samples);
        output.write(target -> AudioFiles.writeWav(sound, target));
        if (picture != null) {
            String title = String.format(
                    Locale.ROOT, "Drawn from the prior: seed %d, temperature %s", seed, number(temperature));
            SpectrogramPicture.write(SpectrogramPicture.spectrogram(sound, title), picture);
        }
        report(output, sound, before, codebooks);
        return 0;
    }

    /** Whole frames, so that the first frame drawn follows what was said last. */
    private TokenSequence prompt(SpeechCodec codec, int codebooks) throws IOException {
        if (prompt == null) {
            return new TokenSequence(codebooks, new int[0]);
        }
        Waveform speech = new InputFile(prompt).speech(null);
        TokenSequence tokens = codec.encode(speech, codebooks);
        return tokens.frames(
                0, Math.min(tokens.numFrames(), speech.length() / codec.config().hopLength()));
    }

    private static TokenSequence joined(TokenSequence first, TokenSequence second) {
        int[] tokens = new int[first.tokens().length + second.tokens().length];
        System.arraycopy(first.tokens(), 0, tokens, 0, first.tokens().length);
        System.arraycopy(second.tokens(), 0, tokens, first.tokens().length, second.tokens().length);
        return new TokenSequence(first.numCodebooks(), tokens);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void report(OutputFile output, Waveform sound, TokenSequence before, int codebooks) {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("seconds", sound.seconds());
        results.put("promptFrames", before.numFrames());
        results.put("codebooks", codebooks);
        results.put("seed", seed);
        results.put("temperature", temperature);
        report.print(
                output.isStandardOutput()
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut(),
                results,
                String.format(
                        Locale.ROOT,
                        "%s: %.2f s of sound from %s, seed %d",
                        output.description(),
                        sound.seconds(),
                        Count.of(codebooks, "codebook"),
                        seed));
    }
}
