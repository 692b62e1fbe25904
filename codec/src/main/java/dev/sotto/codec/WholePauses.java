package dev.sotto.codec;

import dev.sotto.activity.VoiceActivity;
import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pauses of what is there as a whole. */
final class WholePauses {

    /** Fewer silent frames, 200 ms, are written as speech is: a packet of their own would be no shorter. */
    private static final int SHORTEST = 10;

    private final CodecConfig config;
    private final LogSpectra analysis;
    private final VoiceActivity activity;
    private final ResidualVectorQuantizer quantizer;

    WholePauses(SpectralKernel kernel, NetworkWeights weights, List<Codebook> codebooks) {
        config = weights.config();
        analysis = new LogSpectra(kernel);
        activity = new VoiceActivity(config.stepsPerFrame());
        quantizer = new ResidualVectorQuantizer(codebooks, 1);
    }

    /** @param longest frames of a run */
    Pauses find(float[] samples, int longest) {
        int numFrames = config.numFrames(samples.length);
        int hop = config.hopLength();
        float[] frame = new float[hop];
        float[] features = new float[config.stepsPerFrame() * CodecConfig.FEATURES];
        List<Pauses.Run> runs = new ArrayList<>();
        int silentFrom = 0;
        for (int t = 0; t < numFrames; t++) {
            Arrays.fill(frame, 0);
            int at = Math.min(t * hop, samples.length);
            System.arraycopy(samples, at, frame, 0, Math.min(hop, samples.length - at));
            analysis.analyse(frame, 0, config.stepsPerFrame(), features, 0);
            if (activity.next(features, 0)) {
                add(runs, silentFrom, t, longest);
                silentFrom = t + 1;
            }
        }
        add(runs, silentFrom, numFrames, longest);
        return new Pauses(runs);
    }

    private static void add(List<Pauses.Run> runs, int from, int to, int longest) {
        if (to - from >= SHORTEST) {
            for (int at = from; at < to; at += longest) {
                runs.add(new Pauses.Run(at, Math.min(to, at + longest)));
            }
        }
    }

    /** In each pause the tokens of the mean of what its tokens name, which is level and colour of the background. */
    TokenSequence hold(TokenSequence tokens, Pauses pauses) {
        int codebooks = tokens.numCodebooks();
        int[] held = tokens.tokens().clone();
        float[] latent = new float[config.latentDim()];
        float[] mean = new float[config.latentDim()];
        for (Pauses.Run run : pauses.runs()) {
            Arrays.fill(mean, 0);
            for (int t = run.from(); t < run.to(); t++) {
                quantizer.dequantize(held, t * codebooks, codebooks, latent, 0);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += latent[i];
                }
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] *= 1f / (run.to() - run.from());
            }
            quantizer.quantize(mean, 1, codebooks, held, run.from() * codebooks);
            for (int i = (run.from() + 1) * codebooks; i < run.to() * codebooks; i++) {
                held[i] = held[i - codebooks];
            }
        }
        return new TokenSequence(codebooks, held);
    }
}
