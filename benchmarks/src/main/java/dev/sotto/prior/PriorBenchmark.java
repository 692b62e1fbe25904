package dev.sotto.prior;

import dev.sotto.benchmark.Subject;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One frame under the bundled prior: the frequencies of each of its tokens, and the next state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PriorBenchmark {

    private static final int FRAMES = 64;

    @Param({"vector", "scalar"})
    public String kernel;

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
