package dev.sotto.codec;

import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import java.util.List;

/** What all streams that are encoded on one thread share: room to work in. */
final class EncoderRoom {

    /** The most frames of one pass over the weights, of all its streams together. */
    static final int FRAMES = 64;

    final Encoder network;
    final ResidualVectorQuantizer quantizer;
    final float[] features;
    final float[] latents;
    final NetworkState[] states = new NetworkState[FRAMES];

    EncoderRoom(NetworkWeights weights, List<Codebook> codebooks) {
        CodecConfig config = weights.config();
        network = new Encoder(weights, FRAMES);
        quantizer = new ResidualVectorQuantizer(codebooks, FRAMES);
        features = new float[FRAMES * config.stepsPerFrame() * CodecConfig.FEATURES];
        latents = new float[FRAMES * config.latentDim()];
    }
}
