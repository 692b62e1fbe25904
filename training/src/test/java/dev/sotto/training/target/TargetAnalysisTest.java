package dev.sotto.training.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TargetAnalysisTest {

    private static final int EDGE = 12;
    private static final double DECIBELS = 20 / Math.log(10);

    private final TargetAnalysis analysis = new TargetAnalysis();

    private float[] rows(float[] sound) {
        return analysis.of(sound);
    }

    private static double f0(float[] rows, int k) {
        return rows[k * TargetAnalysis.WIDTH + TargetAnalysis.F0];
    }

    private static double aperiodicity(float[] rows, int k) {
        return rows[k * TargetAnalysis.WIDTH + TargetAnalysis.APERIODICITY];
    }

    private static double decibels(float[] rows, int k, int point) {
        return DECIBELS * rows[k * TargetAnalysis.WIDTH + TargetAnalysis.ENVELOPE + point];
    }

    private static double voiced(float[] rows) {
        int steps = rows.length / TargetAnalysis.WIDTH;
        int voiced = 0;
        for (int k = 0; k < steps; k++) {
            voiced += f0(rows, k) > 0 ? 1 : 0;
        }
        return voiced / (double) steps;
    }

    private void assertFollows(DoubleUnaryOperator pitch, float[] sound) {
        float[] rows = rows(sound);
        for (int k = EDGE; k < TargetAnalysis.rows(sound.length) - EDGE; k++) {
            double expected = pitch.applyAsDouble(k * 0.005);
            assertEquals(expected, f0(rows, k), 0.005 * expected, "at step " + k);
        }
    }

    @Test
    void shouldFindThePitchOfSteadyVoices() {
        for (double pitch : new double[] {70, 101, 148, 220, 333, 440}) {
            assertFollows(t -> pitch, TestVoice.of(0.5, t -> pitch));
        }
    }

    @Test
    void shouldFollowAGlide() {
        DoubleUnaryOperator glide = t -> 120 * Math.pow(2, 0.8 * t);
        assertFollows(glide, TestVoice.of(1, glide));
    }

    @Test
    void shouldNotTakeAStrongSecondHarmonicForThePitch() {
        float[] sound = TestVoice.of(0.5, t -> 140, f -> f < 200 ? 0.005 : f < 300 ? 0.1 : TestVoice.envelope(f), 1);
        assertFollows(t -> 140, sound);
    }

    @Test
    void shouldNotTakeTwoPeriodsForOneWhereEverySecondIsWeaker() {
        // Harmonics of 90 Hz between those of 180 Hz, 20 dB down.
        DoubleUnaryOperator weak = f -> TestVoice.envelope(f) * (Math.round(f / 90) % 2 == 0 ? 1 : 0.1);
        assertFollows(t -> 180, TestVoice.of(0.5, t -> 90, weak, 1));
    }

    @Test
    void shouldFindVoiceBetweenPausesAndCallThemUnvoiced() {
        float[] sound = TestVoice.noise(3, 1.5, 1e-4);
        float[] voice = TestVoice.of(0.5, t -> 130);
        for (int n = 0; n < voice.length; n++) {
            sound[8000 + n] += voice[n];
        }
        float[] rows = rows(sound);
        int voiced = 0;
        int pause = 0;
        for (int k = 0; k < 301; k++) {
            boolean inside = k > 100 && k < 200;
            voiced += inside && f0(rows, k) > 0 ? 1 : 0;
            pause += (k < 94 || k > 206) && f0(rows, k) > 0 ? 1 : 0;
        }
        assertEquals(99, voiced, 3);
        assertEquals(0, pause);
    }

    @Test
    void shouldCallNoiseAndSilenceUnvoiced() {
        assertTrue(voiced(rows(TestVoice.noise(1, 2, 0.1))) < 0.03);
        float[] silent = rows(new float[8000]);
        assertEquals(0, voiced(silent));
        for (float value : silent) {
            assertTrue(Float.isFinite(value));
        }
        assertEquals(TargetAnalysis.WIDTH, rows(new float[0]).length);
        assertEquals(2 * TargetAnalysis.WIDTH, rows(new float[81]).length);
    }

    @Test
    void shouldGiveTheEnvelopeAtTheFormantsWhateverThePitch() {
        for (double pitch : new double[] {90, 125, 200}) {
            float[] rows = rows(TestVoice.of(0.5, t -> pitch));
            for (double formant : TestVoice.FORMANTS) {
                int point = (int) Math.round(MelPoints.fine(formant));
                double expected = DECIBELS * Math.log(TestVoice.envelope(MelPoints.hertz(point)));
                assertEquals(expected, decibels(rows, 50, point), 1.5, formant + " Hz at " + pitch);
            }
        }
    }

    @Test
    void shouldGiveNoiseItsPower() {
        float[] rows = rows(TestVoice.noise(2, 2, 0.1));
        double power = 0;
        int number = 0;
        for (int k = EDGE; k < 400 - EDGE; k++) {
            for (int i = 40; i < MelPoints.FINE; i++) {
                power += Math.pow(10, decibels(rows, k, i) / 10);
                number++;
            }
        }
        assertEquals(-20, 10 * Math.log10(power / number), 0.7);
    }

    @Test
    void shouldTellHowNoisyAVoiceIs() {
        float[] voice = TestVoice.of(0.5, t -> 130);
        double clean = aperiodicity(rows(voice), 50);
        double breathy = aperiodicity(rows(TestVoice.sum(voice, TestVoice.noise(4, 0.5, 0.004))), 50);
        double rough = aperiodicity(rows(TestVoice.sum(voice, TestVoice.noise(4, 0.5, 0.04))), 50);
        assertTrue(clean < -25 && clean >= -60, "clean " + clean);
        assertTrue(breathy > clean + 5, "breathy " + breathy);
        assertTrue(rough > breathy + 3 && rough <= 0, "rough " + rough);
    }
}
