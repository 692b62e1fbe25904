package dev.sotto.service.playout;

/** Tells quiet records of a stream from speech: 30 dB under the loudest, which is forgotten slowly. Not thread-safe. */
public final class Loudness {

    private static final double BELOW = 1 / 1000.0;
    private static final double FORGET = 0.9998;

    /** Power; the last bit of 16. */
    private static final double SILENCE = 1.0 / (1 << 30);

    private double loudest;

    /** @param samples of a record, in [-1, 1) */
    public boolean isQuiet(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        double power = sum / Math.max(1, samples.length);
        loudest = Math.max(power, loudest * FORGET);
        return power <= Math.max(SILENCE, loudest * BELOW);
    }
}
