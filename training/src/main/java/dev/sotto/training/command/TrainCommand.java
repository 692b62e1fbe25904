package dev.sotto.training.command;

import ai.djl.Device;
import dev.sotto.BadInputException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Count;
import dev.sotto.command.Progress;
import dev.sotto.corpus.recording.LeftOut;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.training.data.SampleCache;
import dev.sotto.training.data.SpeechData;
import dev.sotto.training.data.TargetCache;
import dev.sotto.training.evaluation.Evaluation;
import dev.sotto.training.evaluation.EvaluationTable;
import dev.sotto.training.loop.Checkpoint;
import dev.sotto.training.loop.RunLock;
import dev.sotto.training.loop.Trainer;
import dev.sotto.training.loop.TrainingOptions;
import dev.sotto.training.report.Curves;
import dev.sotto.training.report.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train a codec on a folder of speech.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto train --data speech/ --out run1 --minutes 60",
            "  sotto train --data speech/ --out run1 --resume",
            "  sotto train --data speech/ --out run2 --steps 20000 --dev held-out/",
            "OUT receives model.safetensors (give it to --model), MODEL.md, curves.png and the checkpoint."
        })
public final class TrainCommand implements Callable<Integer> {

    /** The exit code of what Ctrl-C ends, as shells have it. */
    static final int STOPPED = 130;

    /** Of a batch: a quarter of an hour of sound. */
    private static final long MAX_FRAMES = 50_000;

    private static final List<Integer> EVALUATED = List.of(1, 2, 3, 4, 6, 8);

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Audio files to train on: all below DIR, or those of the split 'train' in DIR/manifest.csv.")
    private Path data;

    @Mixin
    private RunOptions run;

    @Option(names = "--from", paramLabel = "MODEL", description = "Start from this model, not from a linear codec.")
    private Path from;

    @Option(
            names = "--dev",
            paramLabel = "DIR",
            description = "Speech to evaluate the finished model on (split 'dev' of a manifest); never trained on.")
    private Path dev;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "16",
            description = "Segments a step. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--segment-frames",
            paramLabel = "N",
            defaultValue = "48",
            description = "Frames of 20 ms in a segment. Default: ${DEFAULT-VALUE}.")
    private int segmentFrames;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "1e-3",
            description = "The highest; warm-up before it, cosine decay after it. Default: ${DEFAULT-VALUE}.")
    private float learningRate;

    @Mixin
    private QuantizerOptions quantizer;

    @Option(
            names = "--channels",
            paramLabel = "N",
            split = ",",
            defaultValue = "128,192",
            description = "Width of the layers that run every 5 ms, and of those that run every 20 ms."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Integer> channels;

    @Mixin
    private SharpnessOption sharpness;

    @Mixin
    private AugmentationOptions augmentation;

    @Mixin
    private AdversaryOptions adversary;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireOptions();
        Checkpoint checkpoint = run.resumes() ? Checkpoint.read(run.out()) : null;
        RunMemory memory = run.memory(dev, null);
        dev = memory.devFolder();
        TrainingOptions options = checkpoint == null ? options() : resumed(checkpoint, memory);
        SpeechFolder corpus = SpeechFolder.of(data, "train");
        ModelFile initial = from == null ? null : initial(options);
        List<Waveform> devClips = dev == null ? List.of() : DevClips.read(SpeechFolder.of(dev, "dev"), 0);
        Device place = run.place();
        return RunLock.holding(run.out(), () -> {
            PrintWriter err = spec.commandLine().getErr();
            SpeechData speech = speech("Reading speech", corpus, run.out().resolve("cache"));
            SpeechData held = dev == null
                    ? null
                    : speech(
                            "Reading held-out speech",
                            SpeechFolder.of(dev, "dev"),
                            run.out().resolve("cache-dev"));
            tell(speech.samples(), corpus.leftOut(), options.config().sampleRate());
            try (Trainer trainer = new Trainer(options, place, speech, held, run.out(), run.checkpointInterval())) {
                if (checkpoint != null) {
                    trainer.resume(checkpoint);
                } else if (initial != null) {
                    trainer.start(initial);
                }
                memory.write(run.out());
                StopAtCtrlC stop = new StopAtCtrlC(trainer::stop);
                try (TrainingProgress progress = new TrainingProgress(err)) {
                    trainer.run(progress);
                    if (trainer.isStopped()) {
                        RunOptions.tellStopped(err, trainer.steps());
                        return STOPPED;
                    }
                } finally {
                    stop.done();
                }
                finish(trainer, options, speech.samples(), devClips);
            }
            return 0;
        });
    }

    private void requireOptions() {
        run.check(from);
        if (batchSize < 1 || segmentFrames < 8) {
            throw new BadInputException("--batch-size must be positive, and --segment-frames at least 8");
        }
        if (channels.size() != 2 || channels.stream().anyMatch(width -> width < 8 || width > 1024)) {
            throw new BadInputException("--channels wants two widths of 8 to 1024, as 128,192");
        }
        if ((long) batchSize * segmentFrames > MAX_FRAMES) {
            throw new BadInputException("--batch-size times --segment-frames must be at most " + MAX_FRAMES);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate must be positive and at most 1, is " + learningRate);
        }
    }

    private TrainingOptions options() {
        return new TrainingOptions(
                CodecConfig.ofWidth(channels.get(0), channels.get(1)),
                run.steps(),
                run.minutes(),
                batchSize,
                segmentFrames,
                learningRate,
                quantizer.learning(),
                quantizer.commitment(),
                quantizer.warmStart(),
                seed,
                augmentation.levelSpread(),
                augmentation.warp(),
                augmentation.acoustics(),
                adversary.adversary(),
                sharpness.gain());
    }

    /** The options of the run, with a new end where one is given. */
    private static TrainingOptions resumed(Checkpoint checkpoint, RunMemory memory) {
        return memory.hasEnd() ? checkpoint.options().until(memory.steps(), memory.minutes()) : checkpoint.options();
    }

    private ModelFile initial(TrainingOptions options) throws IOException {
        ModelFile model = ModelFile.read(from);
        if (!model.config().equals(options.config())) {
            throw new BadInputException(from + " has another shape than the codec that is trained: leave --from out");
        }
        return model;
    }

    /** The samples of a corpus, and the pitch, voicing and envelopes of each clip: computed once, then read. */
    private static SpeechData speech(String task, SpeechFolder corpus, Path folder) throws IOException {
        int files = corpus.files().size();
        SampleCache samples;
        try (Progress progress = Progress.of(task, "files", files, true)) {
            samples = SampleCache.open(folder, corpus, CodecConfig.SAMPLE_RATE, progress::stepTo);
        }
        try (Progress progress = Progress.of(
                "Finding pitch and envelopes", "clips", samples.clips().size(), true)) {
            return new SpeechData(
                    samples,
                    TargetCache.open(folder, samples, Runtime.getRuntime().availableProcessors(), progress::stepTo));
        }
    }

    private void tell(SampleCache cache, LeftOut leftOut, int sampleRate) {
        PrintWriter err = spec.commandLine().getErr();
        double minutesOfSpeech = cache.seconds(sampleRate) / 60;
        err.printf(
                Locale.ROOT,
                "%s, %.1f minutes of speech%n",
                Count.of(cache.clips().size(), "clip"),
                minutesOfSpeech);
        List<String> unreadable = cache.unreadable();
        if (!unreadable.isEmpty()) {
            err.printf(
                    "Left out, because they cannot be read: %d; the first: %s%n", unreadable.size(), unreadable.get(0));
        }
        if (!leftOut.isEmpty()) {
            err.println(leftOut.sentence());
        }
        err.flush();
    }

    private void finish(Trainer trainer, TrainingOptions options, SampleCache cache, List<Waveform> devClips)
            throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        Path modelFile = trainer.writeModel(Map.of(
                "training_steps", Long.toString(trainer.steps()),
                "training_hours_heard", String.format(Locale.ROOT, "%.2f", trainer.audioSeconds() / 3600)));
        Curves.write(trainer.history(), run.out().resolve("curves.png"));
        ModelFile model = ModelFile.read(modelFile);
        String table = devClips.isEmpty() ? "" : evaluate(model, devClips);
        ModelCard card = new ModelCard(
                options,
                data,
                cache.clips().size(),
                cache.seconds(options.config().sampleRate()),
                trainer.steps(),
                trainer.seconds(),
                trainer.audioSeconds(),
                model.tensors().values().stream()
                        .mapToInt(t -> t.values().length)
                        .sum(),
                trainer.history(),
                table);
        Files.writeString(run.out().resolve("MODEL.md"), card.markdown());
        print.printf(
                Locale.ROOT,
                "%s, %.1f hours of speech heard in %.1f minutes -> %s, MODEL.md, curves.png%n",
                Count.of(trainer.steps(), "step"),
                trainer.audioSeconds() / 3600,
                trainer.seconds() / 60,
                modelFile);
        print.print(table);
    }

    private String evaluate(ModelFile model, List<Waveform> clips) {
        try (Progress progress = Progress.of("Evaluating", "clips", clips.size(), true)) {
            Evaluation evaluation = Evaluation.of(SpeechCodec.of(model), clips, EVALUATED, progress::stepTo);
            return EvaluationTable.markdown(evaluation);
        }
    }
}
