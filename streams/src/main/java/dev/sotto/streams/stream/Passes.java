package dev.sotto.streams.stream;

import dev.sotto.codec.DecodeJob;
import dev.sotto.codec.EncodeJob;
import dev.sotto.codec.StreamingDecoder;
import dev.sotto.codec.StreamingEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the network has to do for the streams of one thread, put off until {@link #run}: then streams share its passes
 * over the weights. Each stream's own work is done in its order, so that the bits are those of one stream after the
 * other. Not thread-safe.
 *
 * @param <J> one stream's part of a pass
 */
public final class Passes<J> {

    private final Consumer<List<J>> network;

    /** Those that have work, in the order in which it came. */
    private final List<Line> waiting = new ArrayList<>();

    private int frames;

    private Passes(Consumer<List<J>> network) {
        this.network = network;
    }

    public static Passes<EncodeJob> ofEncoders() {
        return new Passes<>(StreamingEncoder::encode);
    }

    public static Passes<DecodeJob> ofDecoders() {
        return new Passes<>(StreamingDecoder::decode);
    }

    Line newLine() {
        return new Line();
    }

    /** How many frames wait for the network. */
    public int frames() {
        return frames;
    }

    /**
     * Does all that waits. If a stream's step fails, what it has left is dropped, and if the network does, what all
     * streams of its pass have left; the others go on, and the failure is thrown at the end.
     */
    public void run() {
        RuntimeException failure = null;
        while (!waiting.isEmpty()) {
            List<Line> lines = List.copyOf(waiting);
            waiting.clear();
            try {
                network.accept(lines.stream().map(Line::job).toList());
            } catch (RuntimeException e) {
                lines.forEach(line -> line.steps.clear());
                failure = e;
            }
            for (Line line : lines) {
                failure = line.goOn(failure);
            }
        }
        frames = 0;
        if (failure != null) {
            throw failure;
        }
    }

    /** One stream's work. The first of its steps, if there are any, is one of the network. */
    final class Line {

        private final Deque<Step<J>> steps = new ArrayDeque<>();

        /** Something for which no pass is needed: at once where nothing of the stream waits. */
        void then(Runnable step) {
            if (steps.isEmpty()) {
                step.run();
            } else {
                steps.add(new Step<>(null, step));
            }
        }

        /** @param job asked for when its turn has come */
        void pass(int numFrames, Supplier<J> job) {
            if (steps.isEmpty()) {
                waiting.add(this);
            }
            steps.add(new Step<>(job, null));
            frames += numFrames;
        }

        private J job() {
            return steps.element().job().get();
        }

        /** @return the first failure of all */
        private RuntimeException goOn(RuntimeException before) {
            RuntimeException failure = before;
            steps.poll();
            try {
                while (!steps.isEmpty() && steps.element().job() == null) {
                    steps.remove().then().run();
                }
            } catch (RuntimeException e) {
                steps.clear();
                failure = before == null ? e : before;
            }
            if (!steps.isEmpty()) {
                waiting.add(this);
            }
            return failure;
        }
    }

    /** One of the two. */
    private record Step<J>(Supplier<J> job, Runnable then) {}
}
