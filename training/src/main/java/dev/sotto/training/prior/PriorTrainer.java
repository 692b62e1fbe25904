package dev.sotto.training.prior;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.prior.CodeLength;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorConfig;
import dev.sotto.prior.PriorFile;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.loop.CheckpointFolder;
import dev.sotto.training.loop.Draws;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Trains a prior: draws batches, steps, writes checkpoints, and in the end has the file. */
public final class PriorTrainer implements AutoCloseable {

    private static final String FILE = "prior.safetensors";

    /** Between two points of the curves, at least; and at least so many times what it takes to measure one. */
    private static final int STRETCH_SECONDS = 20;

    private static final int STRETCH_MEASUREMENTS = 12;

    private static final int WARM_UP_STEPS = 50;
    private static final double LAST_SHARE = 0.02;

    private final PriorOptions options;
    private final Path folder;
    private final Duration checkpointInterval;
    private final Map<String, Tensor> known;
    private final PriorState state;
    private final PriorNetwork network;
    private final TokenSegments segments;
    private final List<PriorPoint> history = new ArrayList<>();
    private List<TokenSequence> dev = List.of();
    private long steps;
    private long frames;
    private double seconds;
    private volatile boolean stopped;

    /** Told of every step and of every point of the curves. */
    public interface Listener {
        void stepped(double progress);

        void reached(PriorPoint point);
    }

    /** @param sequences of all codebooks that the prior has */
    public PriorTrainer(
            PriorOptions options,
            ModelFile model,
            List<TokenSequence> sequences,
            Device device,
            Path folder,
            Duration checkpointInterval) {
        PriorConfig config = options.config();
        this.options = options;
        this.folder = folder;
        this.checkpointInterval = checkpointInterval;
        this.known = PriorStart.known(config, model, sequences);
        this.state = new PriorState(config, device);
        this.network = new PriorNetwork(config, known.get(PriorConfig.VECTORS).values());
        this.segments = new TokenSegments(sequences, options.batchFrames());
        state.start(PriorStart.weights(config, state.layout(), known, options.seed()));
    }

    /** Starts from another prior of the same shape, be it for another model. */
    public void start(PriorFile prior) {
        state.start(PriorTransfer.weights(prior, options.config(), state.layout(), known));
    }

    /** Measures on these now and then, all with the same number of codebooks. */
    public void validateOn(List<TokenSequence> sequences) {
        dev = sequences;
    }

    /** Ends {@link #run} after the step that it is at, with a checkpoint. From any thread. */
    public void stop() {
        stopped = true;
    }

    /** Whether the run was stopped before its end. */
    public boolean isStopped() {
        return stopped && options.progress(steps, seconds) < 1;
    }

    /** Goes on where {@code checkpoint}, read from this run's folder, was. */
    public void resume(PriorCheckpoint checkpoint) throws IOException {
        checkpoint.restore(folder, state);
        history.addAll(checkpoint.history());
        steps = checkpoint.step();
        seconds = checkpoint.seconds();
        frames = checkpoint.frames();
    }

    /** To the end of the run, where the last checkpoint is. */
    public void run(Listener listener) throws IOException {
        run(Long.MAX_VALUE, listener);
    }

    /** As {@link #run(Listener)}, but stops after so many steps, as if killed after its checkpoint. */
    void run(long lastStep, Listener listener) throws IOException {
        double saved = seconds;
        double before = seconds;
        double told = seconds;
        double stretch = STRETCH_SECONDS;
        double bits = 0;
        long tokens = 0;
        long start = System.nanoTime();
        while (!stopped && steps < lastStep && options.progress(steps, seconds) < 1) {
            SplittableRandom random = Draws.of(options.seed(), steps);
            TokenSegments.Batch batch = segments.draw(random);
            float loss = step(batch, learningRate());
            steps++;
            for (int length : batch.lengths()) {
                frames += length;
                tokens += (long) length * batch.numCodebooks();
                bits += loss / Math.log(2) * length;
            }
            seconds = before + (System.nanoTime() - start) / 1e9;
            listener.stepped(options.progress(steps, seconds));
            if (seconds - told > stretch) {
                stretch = Math.max(STRETCH_SECONDS, STRETCH_MEASUREMENTS * reach(bits / tokens, listener));
                told = seconds;
                bits = 0;
                tokens = 0;
            }
            if (seconds - saved > checkpointInterval.toSeconds()) {
                save();
                saved = seconds;
            }
        }
        if (tokens > 0) {
            reach(bits / tokens, listener);
        }
        save();
    }

    private float step(TokenSegments.Batch batch, float learningRate) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            float loss;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                Map<String, NDArray> weights = state.layout().split(state.weights());
                NDArray total = network.loss(weights, batch, state.manager());
                gradients.backward(total);
                loss = total.getFloat();
            }
            if (Float.isFinite(state.optimizer().update(learningRate))) {
                state.average();
            }
            return loss;
        }
    }

    /** Linear warm-up, then a cosine down to {@link #LAST_SHARE} of the highest. */
    private float learningRate() {
        double warmUp = Math.min(1, (steps + 1.0) / WARM_UP_STEPS);
        double cosine = 0.5 * (1 + Math.cos(Math.PI * options.progress(steps, seconds)));
        return (float) (options.learningRate() * warmUp * (LAST_SHARE + (1 - LAST_SHARE) * cosine));
    }

    /** Returns the seconds that it took. */
    private double reach(double trainBits, Listener listener) {
        long start = System.nanoTime();
        double devBits = dev.isEmpty() ? Double.NaN : CodeLength.SECOND.bitsPerFrame(prior(), dev);
        PriorPoint point = new PriorPoint(steps, seconds, frames, trainBits, devBits);
        history.add(point);
        listener.reached(point);
        return (System.nanoTime() - start) / 1e9;
    }

    private Prior prior() {
        return Prior.of(PriorFile.read(file(Map.of()), "the prior"));
    }

    /** The bytes of the file as it is now. */
    private byte[] file(Map<String, String> card) {
        Map<String, Tensor> tensors = state.tensors();
        tensors.putAll(known);
        return PriorFile.write(options.config(), tensors, card);
    }

    private void save() throws IOException {
        String arrays = CheckpointFolder.arraysAt(steps);
        long updates = state.optimizer().updates();
        new PriorCheckpoint(arrays, options, steps, seconds, frames, updates, history()).write(folder, state);
    }

    /** Writes the prior's file in the run's folder, whole or not at all, and says where it is. */
    public Path write(Map<String, String> card) throws IOException {
        CheckpointFolder.write(folder.resolve(FILE), file(card));
        return folder.resolve(FILE);
    }

    public long steps() {
        return steps;
    }

    /** Frames of speech seen. */
    public long frames() {
        return frames;
    }

    public double seconds() {
        return seconds;
    }

    public List<PriorPoint> history() {
        return List.copyOf(history);
    }

    @Override
    public void close() {
        state.close();
    }
}
