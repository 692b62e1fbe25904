package dev.sotto.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.sotto.model.ModelFile;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.data.SpeechData;
import dev.sotto.training.network.Sharpening;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Trains a codec: draws batches, steps, writes checkpoints, and in the end has the model's tensors. */
public final class Trainer implements AutoCloseable {

    private static final String MODEL = "model.safetensors";

    /** Steps between two points of the curves. */
    private static final int STRETCH = 50;

    /** Steps between two looks at the error on held-out speech, a multiple of {@link #STRETCH}. */
    private static final int DEV_STEPS = 500;

    private static final int DEV_BATCHES = 8;
    private static final int DEV_CODEBOOKS = 6;
    private static final long DEV_SEED = 1;

    /** Latents that k-means starts the codebooks from, for each code. */
    private static final int LATENTS_PER_CODE = 16;

    /** Says that a draw is for k-means and not for a step. */
    private static final long KMEANS_STEP = -1;

    /** Most frames that the linear start is fitted to: twenty minutes of speech. */
    private static final long LINEAR_FRAMES = 60_000;

    /** Says that a draw is for the linear start. */
    private static final long LINEAR_STEP = -3;

    private final TrainingOptions options;
    private final Path folder;
    private final Duration checkpointInterval;
    private final TrainingState state;
    private final TrainingStep step;
    private final SegmentSampler sampler;
    private final SegmentSampler devSampler;
    private final LongSupplier clock;
    private final List<TrainingStep.Outcome> open = new ArrayList<>();
    private History history = new History(List.of());
    private long steps;
    private double seconds;
    private boolean quantizing;
    private volatile boolean stopped;

    /** Told of every step and of every point of the curves. */
    public interface Listener {
        void stepped(long step, double progress, double audioSecondsPerSecond);

        void stretched(History.Point point);
    }

    /**
     * @param speech to train on
     * @param devSpeech never trained on, whose error is told now and then; null where there is none
     */
    public Trainer(
            TrainingOptions options,
            Device device,
            SpeechData speech,
            SpeechData devSpeech,
            Path folder,
            Duration checkpointInterval) {
        this.options = options;
        this.folder = folder;
        this.checkpointInterval = checkpointInterval;
        this.state = new TrainingState(options, device);
        this.step = new TrainingStep(state, options);
        this.sampler = sampler(speech, options.warp(), options.acoustics());
        this.devSampler = devSpeech == null ? null : sampler(devSpeech, 0, Acoustics.NONE);
        // What a CPU has done counts, not how long that took beside other work.
        this.clock = device.isGpu() ? System::nanoTime : ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    }

    private SegmentSampler sampler(SpeechData speech, double warp, Acoustics acoustics) {
        return new SegmentSampler(
                speech,
                options.config(),
                options.batchSize(),
                options.segmentFrames(),
                options.levelSpread(),
                warp,
                acoustics);
    }

    /** Starts from a finished model instead of a linear codec, quantizing at once. */
    public void start(ModelFile model) {
        state.start(model);
        quantizing = true;
    }

    /** Goes on where {@code checkpoint}, read from this run's folder, was. */
    public void resume(Checkpoint checkpoint) throws IOException {
        checkpoint.restore(folder, state);
        history = new History(checkpoint.history());
        steps = checkpoint.step();
        seconds = checkpoint.seconds();
        quantizing = checkpoint.quantizing();
    }

    /** Ends {@link #run} after the step that it is at, with a checkpoint. From any thread. */
    public void stop() {
        stopped = true;
    }

    /** Whether the run was stopped before its end. */
    public boolean isStopped() {
        return stopped && options.progress(steps, seconds) < 1;
    }

    /** To the end of the run, where there are codebooks in any case and the last checkpoint is. */
    public void run(Listener listener) throws IOException {
        double saved = seconds;
        double before = seconds;
        long start = clock.getAsLong();
        if (steps == 0 && !quantizing) {
            startLinear();
        }
        while (!stopped && options.progress(steps, seconds) < 1) {
            double progress = options.progress(steps, seconds);
            if (!quantizing && progress >= options.warmStart()) {
                startCodebooks();
            }
            SplittableRandom random = Draws.of(options.seed(), steps);
            float learningRate = Schedule.learningRate(options.learningRate(), steps, progress);
            open.add(step.run(sampler.draw(random), progress, quantizing, learningRate, random));
            steps++;
            double now = before + (clock.getAsLong() - start) / 1e9;
            listener.stepped(steps, options.progress(steps, now), audioSecondsPerStep() / (now - seconds));
            seconds = now;
            if (steps % STRETCH == 0) {
                closeStretch(listener);
            }
            if (seconds - saved > checkpointInterval.toSeconds()) {
                save();
                saved = seconds;
            }
        }
        if (!quantizing && !isStopped()) {
            startCodebooks();
        }
        if (!open.isEmpty()) {
            closeStretch(listener);
        }
        save();
    }

    private void closeStretch(Listener listener) {
        for (TrainingStep.Outcome outcome : open) {
            history.add(outcome.report());
            outcome.close();
        }
        open.clear();
        double[] perplexities = quantizing ? state.codebooks().perplexities() : new double[0];
        listener.stretched(history.close(steps, seconds, audioSeconds(), devEnvelope(), perplexities));
    }

    /** The envelope's error on held-out speech, always the same segments. */
    private float devEnvelope() {
        if (devSampler == null || steps % DEV_STEPS != 0) {
            return Float.NaN;
        }
        int codebooks = quantizing ? Math.min(DEV_CODEBOOKS, options.config().numCodebooks()) : 0;
        float sum = 0;
        for (int i = 0; i < DEV_BATCHES; i++) {
            sum += step.envelopeError(devSampler.draw(Draws.of(DEV_SEED, i)), codebooks);
        }
        return sum / DEV_BATCHES;
    }

    private void startLinear() {
        SplittableRandom random = Draws.of(options.seed(), LINEAR_STEP);
        List<SegmentSampler.Batch> batches = new ArrayList<>();
        long wanted = Math.min(LINEAR_FRAMES, sampler.frames());
        for (long n = 0; n < wanted; n += options.framesAStep()) {
            batches.add(sampler.draw(random));
        }
        state.start(batches, options.segmentFrames() * options.config().stepsPerFrame());
    }

    private void startCodebooks() {
        long wanted = (long) LATENTS_PER_CODE * options.config().codebookSize();
        SplittableRandom random = Draws.of(options.seed(), KMEANS_STEP);
        NDList parts = new NDList();
        for (long n = 0; n < wanted; n += options.framesAStep()) {
            parts.add(step.latents(sampler.draw(random)));
        }
        try (NDArray latents = parts.get(0).getNDArrayInternal().concat(parts.subNDList(1), 0)) {
            parts.close();
            state.codebooks().start(latents, options.framesAStep(), random);
        }
        quantizing = true;
    }

    private double audioSecondsPerStep() {
        return options.batchSize()
                * options.segmentLength()
                / (double) options.config().sampleRate();
    }

    public double audioSeconds() {
        return steps * audioSecondsPerStep();
    }

    public long steps() {
        return steps;
    }

    public double seconds() {
        return seconds;
    }

    public List<History.Point> history() {
        return history.points();
    }

    private void save() throws IOException {
        String arrays = CheckpointFolder.arraysAt(steps);
        new Checkpoint(
                        arrays,
                        options,
                        steps,
                        seconds,
                        audioSeconds(),
                        state.optimizer().updates(),
                        state.adversary().map(Adversary::updates).orElse(0L),
                        quantizing,
                        history.points())
                .write(folder, state);
        if (quantizing) {
            writeModel(Map.of());
        }
    }

    /** Writes the model file in the run's folder, whole or not at all, and says where it is. */
    public Path writeModel(Map<String, String> card) throws IOException {
        CheckpointFolder.write(folder.resolve(MODEL), model(card));
        return folder.resolve(MODEL);
    }

    /** The bytes of the model file as it is now, half precision. */
    public byte[] model(Map<String, String> card) {
        Map<String, String> metadata = new LinkedHashMap<>(card);
        metadata.put(Sharpening.KEY, Float.toString(options.sharpness()));
        return ModelFile.write(options.config(), state.tensors(), true, metadata);
    }

    @Override
    public void close() {
        state.close();
    }
}
