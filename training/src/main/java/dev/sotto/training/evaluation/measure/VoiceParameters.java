package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.training.target.MelPoints;
import dev.sotto.training.target.TargetAnalysis;

/**
 * Pitch and envelope of a sound every 5 ms, as {@link TargetAnalysis} finds them in the sound itself.
 *
 * @param hertz of each step, 0 where it is not voiced
 * @param envelope nepers, {@code [step][MelPoints.FINE]}
 */
record VoiceParameters(double[] hertz, float[][] envelope) {

    /** 50 ms: in less there is no pitch to find. */
    private static final double SHORTEST_SECONDS = 0.05;

    /** No steps of a sound that is too short. */
    static VoiceParameters of(TargetAnalysis analysis, Waveform sound) {
        float[] rows = sound.seconds() < SHORTEST_SECONDS ? new float[0] : analysis.pitchAndEnvelope(sound.samples());
        int steps = rows.length / TargetAnalysis.WIDTH;
        double[] hertz = new double[steps];
        float[][] envelope = new float[steps][MelPoints.FINE];
        for (int t = 0; t < steps; t++) {
            int row = t * TargetAnalysis.WIDTH;
            hertz[t] = rows[row + TargetAnalysis.F0];
            System.arraycopy(rows, row + TargetAnalysis.ENVELOPE, envelope[t], 0, MelPoints.FINE);
        }
        return new VoiceParameters(hertz, envelope);
    }

    int steps() {
        return hertz.length;
    }
}
