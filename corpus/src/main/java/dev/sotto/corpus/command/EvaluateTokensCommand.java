package dev.sotto.corpus.command;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PriorOption;
import dev.sotto.command.Progress;
import dev.sotto.command.ReportOptions;
import dev.sotto.corpus.label.LabelMeasures;
import dev.sotto.corpus.label.LabelledTokens;
import dev.sotto.corpus.label.Labels;
import dev.sotto.picture.SpectrogramPicture;
import dev.sotto.picture.UsagePicture;
import dev.sotto.prior.Prior;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto evaluate-tokens}. */
@Command(
        name = "evaluate-tokens",
        mixinStandardHelpOptions = true,
        description = "Measure how codebooks are used, what tokens cost under a prior, and what they tell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto evaluate-tokens speech/dev --kbps 1.5",
            "  sotto evaluate-tokens tokens/ --codebooks 3 --json",
            "  sotto evaluate-tokens speech/dev --picture usage.png",
            "  sotto evaluate-tokens speech/dev --labels phones.csv --picture phones.png",
            "  sotto evaluate-tokens dev/ --labels manifest.csv --label-column speaker"
        })
public final class EvaluateTokensCommand implements Callable<Integer> {

    private static final Map<String, String> NAMES = Map.of(
            "plain", "plain packing",
            "order0", "order 0, the prior's table",
            "order0OfInput", "order 0, measured on this very input",
            "order1", "order 1, learnt on the way",
            "prior", "the prior, a key packet every second",
            "priorUnbroken", "the prior, never reset");

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Speech (files, folders, patterns in quotes, a CSV with a column 'path'), or tokens that"
                    + " 'sotto tokenize' wrote.")
    private List<String> inputs;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption priorOption;

    @Option(
            names = "--picture",
            paramLabel = "FILE.png",
            description = "Draw how often the tokens of each codebook come; with --labels, which tokens of the first"
                    + " codebook come with which labels.")
    private Path picture;

    @Mixin
    private LabelOptions labelOptions;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        TokenInputs tokens = new TokenInputs(codec, model.description(), codebooks, priorOption);
        if (labelOptions.areGiven()) {
            measureLabels(codec, tokens);
            return 0;
        }
        Prior prior = priorOption.prior(codec.model(), model.description());
        if (codebooks > prior.config().numCodebooks()) {
            throw new BadInputException(priorOption.description() + " knows "
                    + prior.config().numCodebooks() + " codebooks: ask for no more with --codebooks");
        }
        List<TokenSequence> sequences = tokens.read(inputs, report.showsProgress()).stream()
                .map(TokenInputs.Input::tokens)
                .toList();
        TokenMeasures measures;
        int total = sequences.size() * TokenMeasures.PASSES;
        try (Progress progress = Progress.of("measure", "passes", total, report.showsProgress())) {
            measures = TokenMeasures.of(sequences, prior, codec.config().frameRate(), progress::stepTo);
        }
        if (picture != null) {
            SpectrogramPicture.write(UsagePicture.of(sequences, codec.config().codebookSize()), picture);
        }
        report.print(spec.commandLine().getOut(), measures, text(measures));
        return 0;
    }

    private void measureLabels(SpeechCodec codec, TokenInputs tokens) throws IOException {
        Labels labels = labelOptions.read();
        List<LabelledTokens> labelled = LabelOptions.label(labels, tokens.read(inputs, report.showsProgress()), codec);
        int size = codec.config().codebookSize();
        LabelMeasures measures = LabelMeasures.of(labelled, labels, size);
        if (picture != null) {
            LabelOptions.draw(labelled, labels, size, picture);
        }
        report.print(spec.commandLine().getOut(), measures, LabelOptions.text(measures));
    }

    private static String text(TokenMeasures measures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d recordings, %.1f minutes, %d codebooks%n%n%-38s bits a frame    kbps%n",
                measures.recordings(),
                measures.seconds() / 60,
                measures.codebooks(),
                ""));
        measures.bitsPerFrame()
                .forEach((name, bits) -> text.append(String.format(
                        Locale.ROOT,
                        "%-38s %12.2f %7.3f%n",
                        NAMES.get(name),
                        bits,
                        measures.kbps().get(name))));
        text.append(String.format(
                Locale.ROOT,
                "The prior saves %.1f %% of plain packing.%n%ncodebook   usage  perplexity  entropy  order 0"
                        + "  order 1    prior  (bits a token)%n",
                100 * measures.saved()));
        for (int q = 0; q < measures.codebooks(); q++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%8d %6.1f%% %11.0f %8.2f %8.2f %8.2f %8.2f%n",
                    q + 1,
                    100 * measures.usage()[q],
                    measures.perplexity()[q],
                    measures.bitsPerToken().get("order0OfInput")[q],
                    measures.bitsPerToken().get("order0")[q],
                    measures.bitsPerToken().get("order1")[q],
                    measures.bitsPerToken().get("prior")[q]));
        }
        return text.toString().stripTrailing();
    }
}
