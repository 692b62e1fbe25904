package dev.sotto.training.command;

import ai.djl.Device;
import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Count;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PriorOption;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorConfig;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.loop.RunLock;
import dev.sotto.training.prior.PriorCard;
import dev.sotto.training.prior.PriorCheckpoint;
import dev.sotto.training.prior.PriorCurves;
import dev.sotto.training.prior.PriorOptions;
import dev.sotto.training.prior.PriorTable;
import dev.sotto.training.prior.PriorTrainer;
import dev.sotto.training.prior.SpeechTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto train-prior}. */
@Command(
        name = "train-prior",
        mixinStandardHelpOptions = true,
        description = "Learn which tokens follow which: a prior, for entropy coding and sampling.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto train-prior --data speech/ --dev held-out/ --out prior1 --minutes 15",
            "  sotto train-prior --tokens tokens/ --out prior1 --steps 5000",
            "  sotto train-prior --data speech/ --out prior2 --steps 900 --from p.safetensors",
            "  sotto train-prior --data speech/train --out prior1 --resume",
            "OUT receives prior.safetensors (give it to --prior), CARD.md, curves.png and the checkpoint. --tokens"
                    + " wants all of the model's codebooks that the prior is to know (sotto tokenize --codebooks);"
                    + " where they are entropy-coded, --prior names with what."
        })
public final class TrainPriorCommand implements Callable<Integer> {

    /** Of a batch. */
    private static final int MAX_FRAMES = 50_000;

    @ArgGroup(multiplicity = "1")
    private PriorSource source;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--from",
            paramLabel = "PRIOR",
            description = "Start from this prior instead of at random; from a prior for another model, each token"
                    + " starts with the scores of the most similar one.")
    private Path from;

    @Option(
            names = "--dev",
            paramLabel = "DIR",
            description =
                    "Speech to measure on now and then and in the end (split 'dev' of a manifest); never trained on.")
    private Path dev;

    @Option(
            names = "--dev-codebooks",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many codebooks are measured during the run. Default: ${DEFAULT-VALUE}.")
    private int devCodebooks;

    @Option(
            names = "--variants",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often the speech of --data is learnt from: as it is, and a little faster, slower, louder,"
                            + " later. Default: ${DEFAULT-VALUE}.")
    private int variants;

    @Option(
            names = "--state-size",
            paramLabel = "N",
            defaultValue = "192",
            description = "Size of the recurrent state. Default: ${DEFAULT-VALUE}.")
    private int stateSize;

    @Option(
            names = "--hidden-size",
            paramLabel = "N",
            defaultValue = "112",
            description = "Size of the hidden layer of each codebook. Default: ${DEFAULT-VALUE}.")
    private int hiddenSize;

    @Option(
            names = "--batch-frames",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Frames of a step. Default: ${DEFAULT-VALUE}.")
    private int batchFrames;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "2e-3",
            description = "The highest; warm-up before it, cosine decay after it. Default: ${DEFAULT-VALUE}.")
    private float learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ModelOption modelOption;

    /** Of entropy-coded tokens. */
    @Mixin
    private PriorOption coded;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireOptions();
        PriorCheckpoint checkpoint = run.resumes() ? PriorCheckpoint.read(run.out()) : null;
        RunMemory memory = run.memory(dev, modelOption.file().orElse(null));
        dev = memory.devFolder();
        modelOption.useIfNoneGiven(memory.modelFile());
        SpeechCodec codec = modelOption.codec();
        Prior initial = from == null ? null : Prior.read(from);
        SpeechFolder devCorpus = dev == null ? null : SpeechFolder.of(dev, "dev");
        return RunLock.holding(run.out(), () -> {
            List<TokenSequence> sequences = source.tokens(
                    codec, modelOption.description(), variants, run.out().resolve("tokens.bin"), coded);
            PriorConfig config = config(codec.model(), sequences.get(0).numCodebooks(), initial);
            PriorOptions options = checkpoint == null ? options(config) : resumed(checkpoint, config, memory);
            if (devCorpus != null && (devCodebooks < 1 || devCodebooks > config.numCodebooks())) {
                throw new BadInputException(
                        "--dev-codebooks must be 1 to " + config.numCodebooks() + " here, is " + devCodebooks);
            }
            List<TokenSequence> heldOut =
                    devCorpus == null ? List.of() : heldOut(codec, devCorpus, config.numCodebooks());
            Device place = run.place();
            try (PriorTrainer trainer =
                    new PriorTrainer(options, codec.model(), sequences, place, run.out(), run.checkpointInterval())) {
                trainer.validateOn(heldOut.stream()
                        .map(s -> s.firstCodebooks(devCodebooks))
                        .toList());
                if (checkpoint != null) {
                    trainer.resume(checkpoint);
                } else if (initial != null) {
                    trainer.start(initial.file());
                }
                memory.write(run.out());
                PrintWriter err = spec.commandLine().getErr();
                StopAtCtrlC stop = new StopAtCtrlC(trainer::stop);
                try (PriorProgress progress = new PriorProgress(err)) {
                    trainer.run(progress);
                    if (trainer.isStopped()) {
                        RunOptions.tellStopped(err, trainer.steps());
                        return TrainCommand.STOPPED;
                    }
                } finally {
                    stop.done();
                }
                finish(trainer, options, sequences.size(), heldOut, codec.config());
            }
            return 0;
        });
    }

    private void requireOptions() {
        run.check(from);
        if (batchFrames < 2 || batchFrames > MAX_FRAMES) {
            throw new BadInputException("--batch-frames must be 2 to " + MAX_FRAMES + ", is " + batchFrames);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate must be positive and at most 1");
        }
        if (variants < 1 || variants > SpeechTokens.maxVariants()) {
            throw new BadInputException("--variants must be 1 to " + SpeechTokens.maxVariants() + ", is " + variants);
        }
    }

    private List<TokenSequence> heldOut(SpeechCodec codec, SpeechFolder corpus, int codebooks) {
        return DevClips.read(corpus, 0).stream()
                .map(clip -> codec.encode(clip, codebooks))
                .toList();
    }

    private PriorConfig config(ModelFile model, int codebooks, Prior initial) {
        CodecConfig codec = model.config();
        String fingerprint = model.fingerprint().toString();
        int state = initial == null ? stateSize : initial.config().stateDim();
        int hidden = initial == null ? hiddenSize : initial.config().hiddenDim();
        PriorConfig config;
        try {
            config = new PriorConfig(fingerprint, codebooks, codec.codebookSize(), codec.latentDim(), state, hidden);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("A prior cannot have this shape: " + e.getMessage(), e);
        }
        if (initial != null && !initial.config().isOfShape(config)) {
            throw new BadInputException(from + " has other codebooks than what is trained on: leave --from out");
        }
        return config;
    }

    private PriorOptions options(PriorConfig config) {
        return new PriorOptions(config, run.steps(), run.minutes(), batchFrames, learningRate, seed);
    }

    /** The options of the run, with a new end where one is given. */
    private PriorOptions resumed(PriorCheckpoint checkpoint, PriorConfig config, RunMemory memory) {
        PriorConfig before = checkpoint.options().config();
        if (!before.model().equals(config.model()) || before.numCodebooks() != config.numCodebooks()) {
            throw new BadInputException("The run in " + run.out() + " is for another model (" + before.model() + ", "
                    + before.numCodebooks() + " codebooks): name its model with --model, or start from its prior with"
                    + " --from and another --out");
        }
        return memory.hasEnd() ? checkpoint.options().until(memory.steps(), memory.minutes()) : checkpoint.options();
    }

    private void finish(
            PriorTrainer trainer, PriorOptions options, int sequences, List<TokenSequence> heldOut, CodecConfig codec)
            throws IOException {
        double hours = trainer.frames() / codec.frameRate() / 3600;
        Path file = trainer.write(Map.of(
                "training_steps", Long.toString(trainer.steps()),
                "training_hours_heard", String.format(Locale.ROOT, "%.2f", hours)));
        PriorCurves.write(trainer.history(), codec.frameRate(), run.out().resolve("curves.png"));
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s, %.1f hours of speech heard in %.1f minutes -> %s, CARD.md, curves.png%n",
                Count.of(trainer.steps(), "step"),
                hours,
                trainer.seconds() / 60,
                file);
        String table = heldOut.isEmpty() ? "" : PriorTable.markdown(Prior.read(file), heldOut);
        print.print(table);
        print.flush();
        PriorCard card =
                new PriorCard(options, trainer.steps(), hours, trainer.seconds(), source.folder(), sequences, table);
        Files.writeString(run.out().resolve("CARD.md"), card.markdown());
    }
}
