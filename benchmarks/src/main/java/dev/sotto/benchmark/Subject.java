package dev.sotto.benchmark;

import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.MatrixKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What the JMH benchmarks measure: the model in the jar, or the one that {@code -Dsotto.model} names, on real speech.
 */
public final class Subject {

    /** Codebooks in use: 3 kbps. */
    public static final int CODEBOOKS = 6;

    private Subject() {}

    public static ModelFile model() {
        String file = System.getProperty("sotto.model");
        try {
            return file == null ? ModelFile.bundled() : ModelFile.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name "vector", or "scalar" for the baseline: plain loops, as on a JVM without the Vector API */
    public static MatrixKernel kernel(String name) {
        if (name.equals("scalar")) {
            return MatrixKernel.scalar();
        }
        MatrixKernel kernel = MatrixKernel.preferred();
        if (kernel.toString().equals("scalar")) {
            throw new IllegalStateException("no vectors without --add-modules jdk.incubator.vector");
        }
        return kernel;
    }

    /** The clip in the jar, in whole frames. */
    public static float[] speech(int hopLength) {
        Waveform clip = AudioFiles.defaultClip();
        return clip.slice(0, clip.length() / hopLength * hopLength).samples();
    }

    /** What the analysis says of the clip in the jar, of whole frames: {@code [steps][FEATURES]}. */
    public static float[] features() {
        float[] speech = speech(CodecConfig.DEFAULT.hopLength());
        int steps = speech.length / CodecConfig.STEP_LENGTH;
        float[] features = new float[steps * CodecConfig.FEATURES];
        new LogSpectra(SpectralKernel.preferred()).analyse(speech, 0, steps, features, 0);
        return features;
    }
}
