package dev.sotto.codec;

import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** What all streams that are encoded on one thread share: room to work in. */
final class EncoderRoom {

    /** The most frames of one pass over the weights, of all its streams together. */
    static final int FRAMES = 64;

    final Encoder network;
    final ResidualVectorQuantizer quantizer;
    final float[] features;
    final float[] latents;
    final int[] tokens;
    final NetworkState[] states = new NetworkState[FRAMES];

    EncoderRoom(NetworkWeights weights, List<Codebook> codebooks) {
        CodecConfig config = weights.config();
        network = new Encoder(weights, FRAMES);
        quantizer = new ResidualVectorQuantizer(codebooks, FRAMES);
        features = new float[FRAMES * config.stepsPerFrame() * CodecConfig.FEATURES];
        latents = new float[FRAMES * config.latentDim()];
        tokens = new int[FRAMES * codebooks.size()];
    }

    /** What goes together, in order: jobs of as many frames each, {@link #FRAMES} in all, or a longer one alone. */
    static <J> List<List<J>> passes(List<J> jobs, ToIntFunction<J> frames) {
        Map<Integer, List<J>> open = new TreeMap<>();
        List<List<J>> passes = new ArrayList<>();
        for (J job : jobs) {
            int each = frames.applyAsInt(job);
            List<J> pass = open.computeIfAbsent(each, size -> new ArrayList<>());
            if (pass.isEmpty()) {
                passes.add(pass);
            }
            pass.add(job);
            if ((pass.size() + 1) * each > FRAMES) {
                open.remove(each);
            }
        }
        return passes;
    }
}
