package dev.sotto.analysis;

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

/** Samples to log spectra, a frame of four steps a call: microseconds a step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LogSpectraBenchmark {

    private static final int STEPS = 4;

    @Param({"vector", "scalar"})
    public String kernel;

    private LogSpectra spectra;
    private float[] speech;
    private final float[] features = new float[STEPS * LogSpectra.FEATURES];
    private int at;

    @Setup
    public void setUp() {
        spectra = new LogSpectra(SpectralKernel.of(Subject.kernel(kernel)));
        speech = Subject.speech(STEPS * LogSpectra.STEP);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public float[] analyse() {
        spectra.analyse(speech, at, STEPS, features, 0);
        at = (at + STEPS * LogSpectra.STEP) % speech.length;
        return features;
    }
}
