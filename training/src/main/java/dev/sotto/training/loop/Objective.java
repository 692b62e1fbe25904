package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loss.EnvelopeLoss;
import dev.sotto.training.loss.SpectralLoss;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The loss of one batch: how far what is heard is from what was spoken, in spectra and waveform. */
final class Objective {

    private static final int[] WINDOWS = {128, 256, 512, 1024, 2048};
    private static final int RESOLUTIONS_A_STEP = 2;

    private static final float COMPLEX = 5;
    private static final float MAGNITUDE = 4;
    private static final float MEL = 1.5f;
    private static final float ENVELOPE = 8;

    private final CodecConfig config;
    private final List<SpectralLoss> resolutions;
    private final EnvelopeLoss envelopes;

    Objective(NDManager manager, CodecConfig config) {
        this.config = config;
        this.resolutions = IntStream.of(WINDOWS)
                .mapToObj(window -> new SpectralLoss(manager, window, config.sampleRate()))
                .toList();
        this.envelopes = new EnvelopeLoss(manager, config.sampleRate());
    }

    /**
     * The mean over the batch. Two resolutions drawn at random stand for all: the spectra cost more than the network.
     *
     * @param heard {@code [B, 1, T]}, later than {@code spoken} by the configuration's delay
     * @param levels RMS of each segment's speech
     * @param codebooks of each segment
     * @param waveform weight of the waveform's absolute error
     */
    NDArray reconstruction(
            NDArray heard, NDArray spoken, float[] levels, int[] codebooks, float waveform, SplittableRandom random) {
        SoundPair sounds = SoundPair.of(heard, spoken, levels, config.delay());
        NDArray y = sounds.heard();
        NDArray x = sounds.spoken();
        float[] phase = new float[codebooks.length];
        for (int b = 0; b < phase.length; b++) {
            phase[b] = Schedule.phaseWeight(codebooks[b]);
        }
        NDArray phaseWeight = heard.getManager().create(phase);

        NDArray error = y.sub(x).abs().mean(new int[] {1});
        NDArray sum = Values.times(error, waveform / SpectralLoss.NORMAL_LEVEL).mul(phaseWeight);
        for (int r : random.ints(0, WINDOWS.length)
                .distinct()
                .limit(RESOLUTIONS_A_STEP)
                .toArray()) {
            SpectralLoss.Terms terms = resolutions.get(r).compare(y, x);
            sum = sum.add(Values.times(terms.complex(), COMPLEX).mul(phaseWeight))
                    .add(Values.times(terms.magnitude(), MAGNITUDE))
                    .add(Values.times(terms.mel(), MEL));
        }
        if (sounds.length() >= envelopes.minLength()) {
            sum = sum.add(Values.times(envelopes.compare(y, x), ENVELOPE));
        }
        return sum.mean();
    }
}
