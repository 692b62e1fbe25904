package dev.sotto.benchmark;

import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import dev.sotto.synthesis.Synthesizer;

/** The parts of a frame's way through encoder and decoder, one by one, on the speech that the jar holds. */
final class FrameParts {

    /** A second of speech is measured again and again. */
    private static final int FRAMES = 50;

    private final CodecConfig config;
    private final SpectralKernel kernel = SpectralKernel.preferred();
    private final NetworkWeights weights;
    private final ResidualVectorQuantizer quantizer;
    private final int codebooks;
    private final int steps;

    private final float[] speech;
    private final float[] features;
    private final float[] latents;
    private final float[] parameters;

    FrameParts(ModelFile model) {
        config = model.config();
        steps = config.stepsPerFrame();
        codebooks = Math.min(Subject.CODEBOOKS, config.numCodebooks());
        weights = new NetworkWeights(model, kernel.matrix());
        quantizer = new ResidualVectorQuantizer(Codebook.of(model, kernel.matrix()), FRAMES);
        speech = Subject.speech(config.hopLength());
        features = new float[FRAMES * steps * CodecConfig.FEATURES];
        latents = new float[FRAMES * config.latentDim()];
        parameters = new float[FRAMES * steps * CodecConfig.PARAMETERS];
        new LogSpectra(kernel).analyse(speech, 0, FRAMES * steps, features, 0);
        Encoder encoder = new Encoder(weights, FRAMES);
        encoder.encode(encoder.newState(), features, FRAMES, latents);
        Decoder decoder = new Decoder(weights, FRAMES);
        decoder.decode(decoder.newState(), latents, FRAMES, parameters);
    }

    /** Median microseconds a frame, {@code frames} (at most {@value #FRAMES}) in one pass. */
    BenchmarkReport.PartMicros micros(double seconds, int frames) {
        return new BenchmarkReport.PartMicros(
                analysis(seconds, frames),
                encoder(seconds, frames),
                quantizer(seconds, frames),
                decoder(seconds, frames),
                synthesis(seconds, frames));
    }

    private double analysis(double seconds, int frames) {
        LogSpectra spectra = new LogSpectra(kernel);
        float[] heard = new float[frames * steps * CodecConfig.FEATURES];
        int[] turn = {0};
        return median(
                seconds,
                frames,
                () -> spectra.analyse(speech, next(turn, frames) * config.hopLength(), frames * steps, heard, 0));
    }

    private double encoder(double seconds, int frames) {
        Encoder encoder = new Encoder(weights, frames);
        NetworkState state = encoder.newState();
        float[] made = new float[frames * config.latentDim()];
        return median(seconds, frames, () -> encoder.encode(state, features, frames, made));
    }

    private double quantizer(double seconds, int frames) {
        int[] tokens = new int[frames * codebooks];
        return median(seconds, frames, () -> quantizer.quantize(latents, frames, codebooks, tokens, 0));
    }

    private double decoder(double seconds, int frames) {
        Decoder decoder = new Decoder(weights, frames);
        NetworkState state = decoder.newState();
        float[] made = new float[frames * steps * CodecConfig.PARAMETERS];
        return median(seconds, frames, () -> decoder.decode(state, latents, frames, made));
    }

    private double synthesis(double seconds, int frames) {
        Synthesizer synthesizer = new Synthesizer(kernel);
        float[] sound = new float[frames * config.hopLength()];
        int[] turn = {0};
        return median(
                seconds,
                frames,
                () -> synthesizer.synthesise(
                        parameters, next(turn, frames) * steps * CodecConfig.PARAMETERS, frames * steps, sound, 0));
    }

    /** The first frame of the next pass. */
    private static int next(int[] turn, int frames) {
        int first = turn[0];
        turn[0] = first + 2 * frames > FRAMES ? 0 : first + frames;
        return first;
    }

    private static double median(double seconds, int frames, Runnable run) {
        return BenchmarkCommand.rounded(Timings.of(seconds, run).median() / frames);
    }
}
