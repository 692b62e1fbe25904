package dev.sotto.prior;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One frame under the bundled prior: the frequencies of each of its tokens, and the next state. */
public class PriorBenchmark extends KernelBenchmark {

    private static final int FRAMES = 64;

    @Param({"3", "6"})
    public int codebooks;

    private TokenPredictor predictor;
    private int[] tokens;
    private int[] cumulative;
    private int frame;

    @Setup
    public void setUp() {
        Prior prior = Prior.of(Prior.bundled().file(), Subject.kernel(kernel));
        int size = prior.config().codebookSize();
        predictor = prior.predictor(codebooks);
        tokens =
                new SplittableRandom(1).ints((long) FRAMES * codebooks, 0, size).toArray();
        cumulative = new int[size + 1];
    }

    @Benchmark
    public int[] frame() {
        int offset = frame * codebooks;
        for (int q = 0; q < codebooks; q++) {
            predictor.predict(q, tokens, offset, cumulative);
        }
        predictor.accept(tokens, offset, codebooks);
        frame = (frame + 1) % FRAMES;
        return cumulative;
    }
}
