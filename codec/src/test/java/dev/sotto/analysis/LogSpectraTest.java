package dev.sotto.analysis;

import static dev.sotto.analysis.LogSpectra.FEATURES;
import static dev.sotto.analysis.LogSpectra.MEL_BANDS;
import static dev.sotto.analysis.LogSpectra.STEP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sotto.audio.TestAudio;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogSpectraTest {

    private static final int STEPS = 100;
    private static final float[] SPEECH = Arrays.copyOf(TestAudio.speech(1, 0.6).samples(), STEPS * STEP);

    static SpectralKernel[] kernels() {
        return Kernels.all();
    }

    private static float[] whole(SpectralKernel kernel, float[] samples) {
        float[] features = new float[samples.length / STEP * FEATURES];
        new LogSpectra(kernel).analyse(samples, 0, samples.length / STEP, features, 0);
        return features;
    }

    /** By sums in double precision, from the definition. */
    @ParameterizedTest
    @MethodSource("kernels")
    void shouldGiveLogPower(SpectralKernel kernel) {
        float[] features = whole(kernel, SPEECH);
        for (int step : new int[] {0, 3, 50, 99}) {
            double[] power = power(SPEECH, (step + 1) * STEP, 400, 512, 257);
            for (int band = 0; band < MEL_BANDS; band++) {
                double expected = feature(melMean(power, band));
                assertEquals(expected, features[step * FEATURES + band], 1e-3, "band " + band + " of step " + step);
            }
            double[] fine = power(SPEECH, (step + 1) * STEP, 640, 640, 65);
            for (int bin = 1; bin <= 64; bin++) {
                double expected = feature(fine[bin]);
                float actual = features[step * FEATURES + MEL_BANDS + bin - 1];
                assertEquals(expected, actual, 1e-3, bin * 25 + " Hz of step " + step);
            }
        }
    }

    private static double feature(double power) {
        return Math.log(power + 1e-9) * 0.25 + 2.5;
    }

    private static double[] power(float[] x, int end, int window, int size, int bins) {
        double[] power = new double[bins];
        for (int k = 0; k < bins; k++) {
            double re = 0;
            double im = 0;
            for (int n = Math.max(0, window - end); n < window; n++) {
                double v = x[end - window + n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
                re += v * Math.cos(2 * Math.PI * k * n / size);
                im -= v * Math.sin(2 * Math.PI * k * n / size);
            }
            power[k] = (re * re + im * im) / (0.375 * window);
        }
        return power;
    }

    private static double melMean(double[] power, int band) {
        double[] edges = new double[3];
        for (int j = 0; j < 3; j++) {
            double mel = 2595 * Math.log10(1 + 8000 / 700.0) * (band + j) / 49;
            edges[j] = 700 * (Math.pow(10, mel / 2595) - 1) * 512 / 16000;
        }
        double sum = 0;
        double weights = 0;
        for (int k = 0; k < power.length; k++) {
            double rise = (k - edges[0]) / (edges[1] - edges[0]);
            double fall = (edges[2] - k) / (edges[2] - edges[1]);
            double weight = Math.max(0, Math.min(rise, fall));
            sum += weight * power[k];
            weights += weight;
        }
        return weights < 1e-3 ? power[(int) Math.rint(edges[1])] : sum / weights;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldGiveTheSameBitsInPieces(SpectralKernel kernel) {
        float[] expected = whole(kernel, SPEECH);
        for (int piece : new int[] {1, 2, 3, 7}) {
            LogSpectra spectra = new LogSpectra(kernel);
            float[] features = new float[expected.length];
            for (int step = 0; step < STEPS; step += piece) {
                int steps = Math.min(piece, STEPS - step);
                spectra.analyse(SPEECH, step * STEP, steps, features, step * FEATURES);
            }
            assertArrayEquals(expected, features, "in pieces of " + piece);
        }
    }

    @Test
    void shouldGiveTheSameBitsWithEveryKernel() {
        assertArrayEquals(whole(SpectralKernel.scalar(), SPEECH), whole(SpectralKernel.preferred(), SPEECH));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldForgetWhatIsLongAgo(SpectralKernel kernel) {
        float[] noise = Arrays.copyOf(TestAudio.noise(1, 0.6).samples(), STEPS * STEP);
        float[] expected = whole(kernel, noise);
        int begin = 40;
        float[] late = whole(kernel, Arrays.copyOfRange(noise, begin * STEP, noise.length));
        int known = LogSpectra.memorySteps();
        assertArrayEquals(
                Arrays.copyOfRange(expected, (begin + known) * FEATURES, expected.length),
                Arrays.copyOfRange(late, known * FEATURES, late.length));
        int before = known - 1;
        float[] tooEarly = Arrays.copyOfRange(late, before * FEATURES, known * FEATURES);
        int at = (begin + before) * FEATURES;
        assertTrue(!Arrays.equals(Arrays.copyOfRange(expected, at, at + FEATURES), tooEarly), "memory is not shorter");
    }

    @Test
    void shouldBeginAnewAfterReset() {
        LogSpectra spectra = new LogSpectra(SpectralKernel.scalar());
        float[] features = new float[STEPS * FEATURES];
        spectra.analyse(SPEECH, 0, STEPS, features, 0);
        spectra.reset();
        float[] again = new float[STEPS * FEATURES];
        spectra.analyse(SPEECH, 0, STEPS, again, 0);
        assertArrayEquals(features, again);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldTakeWhatIsNotANumberForSilence(SpectralKernel kernel) {
        float[] odd = SPEECH.clone();
        float[] silent = SPEECH.clone();
        float[] values = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = 0; i < 300; i++) {
            odd[1000 + i] = values[i % 3];
            silent[1000 + i] = 0;
        }
        assertArrayEquals(whole(kernel, silent), whole(kernel, odd));
        Arrays.fill(odd, 2000, 3000, Float.MAX_VALUE);
        for (float feature : whole(kernel, odd)) {
            assertTrue(Float.isFinite(feature));
        }
        float quiet = whole(kernel, new float[STEP])[0];
        assertEquals(feature(0), quiet, 1e-5);
    }

    @Test
    void shouldAllocateNothing() {
        LogSpectra spectra = new LogSpectra(SpectralKernel.scalar());
        float[] features = new float[STEPS * FEATURES];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        spectra.analyse(SPEECH, 0, STEPS, features, 0);
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 20; i++) {
            spectra.analyse(SPEECH, 0, STEPS, features, 0);
        }
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        assertTrue(allocated < 20 * STEPS, allocated + " bytes for " + 20 * STEPS + " steps");
    }
}
