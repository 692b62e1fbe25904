package dev.sotto.codec;

import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import dev.sotto.synthesis.MelPoints;
import java.util.List;

/** What all streams that are decoded on one thread share: room to work in. */
final class DecoderRoom {

    final Decoder network;
    final ResidualVectorQuantizer quantizer;
    final float[] latents;
    final float[] parameters;
    final float[] points = new float[MelPoints.COUNT];
    final NetworkState[] states = new NetworkState[EncoderRoom.FRAMES];

    DecoderRoom(NetworkWeights weights, List<Codebook> codebooks) {
        CodecConfig config = weights.config();
        int frames = EncoderRoom.FRAMES;
        network = new Decoder(weights, frames);
        quantizer = new ResidualVectorQuantizer(codebooks, frames);
        latents = new float[frames * config.latentDim()];
        parameters = new float[frames * config.stepsPerFrame() * CodecConfig.PARAMETERS];
    }
}
