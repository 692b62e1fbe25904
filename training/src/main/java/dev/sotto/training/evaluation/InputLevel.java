package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;

/** How much louder than recorded a codec hears its clips. @param gainDb negative where they are to be quieter */
record InputLevel(double gainDb) {

    /** Full scale is left to nobody: a clip that gets louder stays below it by this factor. */
    private static final double HIGHEST_PEAK = 0.99;

    /** The gain as a factor: less than wanted where the clip would be clipped, but nothing is made quieter for that. */
    double factor(Waveform clip) {
        double wanted = Math.pow(10, gainDb / 20);
        return Math.min(wanted, Math.max(Math.min(wanted, 1), HIGHEST_PEAK / peak(clip)));
    }

    boolean isHeldBack(Waveform clip) {
        return factor(clip) < Math.pow(10, gainDb / 20);
    }

    Waveform of(Waveform clip) {
        float factor = (float) factor(clip);
        float[] samples = clip.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= factor;
        }
        return new Waveform(samples, clip.sampleRate());
    }

    private static double peak(Waveform clip) {
        double peak = 0;
        for (float sample : clip.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
