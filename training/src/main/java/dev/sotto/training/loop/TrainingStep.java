package dev.sotto.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.codebook.VectorQuantizer;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.network.DecoderNetwork;
import dev.sotto.training.network.EncoderNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One step of training on one batch. */
final class TrainingStep {

    private final TrainingState state;
    private final TrainingOptions options;
    private final EncoderNetwork encoder;
    private final DecoderNetwork decoder;
    private final Objective objective;

    /**
     * What a step tells. {@code latentDeviation}: standard deviation over time, near 0 where the encoder has collapsed.
     */
    record Report(float loss, float reconstruction, float commitment, float gradientNorm, float latentDeviation) {}

    TrainingStep(TrainingState state, TrainingOptions options) {
        this.state = state;
        this.options = options;
        CodecConfig config = options.config();
        this.encoder = new EncoderNetwork(config);
        this.decoder = new DecoderNetwork(config);
        this.objective = new Objective(state.manager(), config);
    }

    /**
     * @param progress of the run, 0 to 1
     * @param quantize whether the codebooks have started
     */
    Report run(
            SegmentSampler.Batch batch,
            double progress,
            boolean quantize,
            float learningRate,
            SplittableRandom random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDManager manager = state.manager();
            int size = batch.levels().length;
            NDArray spoken = manager.create(batch.samples(), new Shape(size, 1, options.segmentLength()));
            int[] codebooks =
                    quantize ? Schedule.codebooks(size, options.config().numCodebooks(), random) : new int[size];
            VectorQuantizer.Quantized quantized = null;
            float loss;
            float reconstruction;
            float commitment = 0;
            NDArray latents;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                Map<String, NDArray> weights = state.layout().split(state.weights());
                latents = encoder.forward(weights, spoken);
                NDArray decoderInput = latents;
                NDArray extra = null;
                if (quantize) {
                    quantized = state.quantizer().forward(latents.transpose(0, 2, 1), use(codebooks));
                    extra = state.quantizer().loss(quantized, options.commitment());
                    commitment = quantized.commitment().getFloat();
                    decoderInput = quantized.vectors().transpose(0, 2, 1);
                }
                NDArray heard = decoder.forward(weights, decoderInput);
                float waveform = Schedule.waveformWeight(progress);
                NDArray distance = objective.reconstruction(heard, spoken, batch.levels(), codebooks, waveform, random);
                NDArray total = extra == null ? distance : distance.add(extra);
                gradients.backward(total);
                loss = total.getFloat();
                reconstruction = distance.getFloat();
            }
            float norm = state.optimizer().update(learningRate);
            if (Float.isFinite(norm)) {
                if (quantized != null) {
                    state.quantizer().learn(quantized, random);
                }
                state.average();
            }
            return new Report(loss, reconstruction, commitment, norm, deviationOverTime(latents));
        }
    }

    /** For each codebook {@code [B * T, 1]}: 1 for the frames of the segments that use it. */
    private List<NDArray> use(int[] codebooks) {
        int frames = options.segmentFrames();
        List<NDArray> use = new ArrayList<>();
        for (int q = 0; q < options.config().numCodebooks(); q++) {
            float[] mask = new float[codebooks.length * frames];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = q < codebooks[i / frames] ? 1 : 0;
            }
            use.add(state.manager().create(mask, new Shape(mask.length, 1)));
        }
        return use;
    }

    private static float deviationOverTime(NDArray latents) {
        NDArray centred = latents.sub(latents.mean(new int[] {2}, true));
        return centred.square().mean(new int[] {2}).sqrt().mean().getFloat();
    }

    /** The latents of a batch, {@code [B * T, D]}, without gradient; the caller closes them. */
    NDArray latents(SegmentSampler.Batch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray spoken = state.manager()
                    .create(batch.samples(), new Shape(batch.levels().length, 1, options.segmentLength()));
            NDArray latents = encoder.forward(state.layout().split(state.weights()), spoken);
            NDArray flat = latents.transpose(0, 2, 1)
                    .reshape(-1, options.config().latentDim())
                    .duplicate();
            NDScope.unregister(flat);
            return flat;
        }
    }
}
