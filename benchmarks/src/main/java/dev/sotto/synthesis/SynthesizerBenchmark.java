package dev.sotto.synthesis;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.benchmark.Subject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parameters to samples, a frame of four steps a call: microseconds a step. What it costs depends on F0 alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SynthesizerBenchmark {

    private static final int STEPS = 4;

    /** A second of moving formants. */
    private static final int ROWS = 200;

    @Param({"vector", "scalar"})
    public String kernel;

    /** In Hz; 0 for unvoiced. */
    @Param({"0", "100", "200", "400"})
    public int pitch;

    private Synthesizer synthesizer;
    private final float[] rows = new float[ROWS * SpeechParameters.WIDTH];
    private final float[] samples = new float[STEPS * Synthesizer.STEP];
    private int row;

    @Setup
    public void setUp() {
        synthesizer = new Synthesizer(SpectralKernel.of(Subject.kernel(kernel)));
        float[] nepers = new float[MelPoints.COUNT];
        for (int step = 0; step < ROWS; step++) {
            for (int point = 0; point < nepers.length; point++) {
                double formants = Math.cos(0.5 * point + 3 * Math.sin(0.03 * step));
                nepers[point] = (float) (2 * formants - 4 - 0.05 * point);
            }
            SpeechParameters.put(nepers, 0, pitch, -20, rows, step * SpeechParameters.WIDTH);
        }
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public float[] synthesise() {
        synthesizer.synthesise(rows, row * SpeechParameters.WIDTH, STEPS, samples, 0);
        row = (row + STEPS) % ROWS;
        return samples;
    }
}
