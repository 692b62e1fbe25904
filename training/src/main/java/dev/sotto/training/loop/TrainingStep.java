package dev.sotto.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
import java.util.Optional;
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
    record Report(
            float loss,
            float reconstruction,
            float commitment,
            float latentDeviation,
            float adversary,
            float discriminator) {}

    /**
     * What a step tells, still on the device: a GPU must not wait for Java at every step. Close it.
     *
     * @param values in the order of {@link Report}
     */
    record Outcome(NDArray values, float gradientNorm) implements AutoCloseable {

        Report report() {
            float[] v = values.toFloatArray();
            return new Report(v[0], v[1], v[2], v[3], v[4], v[5]);
        }

        @Override
        public void close() {
            values.close();
        }
    }

    TrainingStep(TrainingState state, TrainingOptions options) {
        this.state = state;
        this.options = options;
        CodecConfig config = options.config();
        this.encoder = new EncoderNetwork(config);
        this.decoder = new DecoderNetwork(config);
        this.objective = new Objective(state.manager(), config);
    }

    /** A batch on its way there: the losses are scalars, and null what has not started. */
    private record Forward(
            NDArray latents,
            VectorQuantizer.Quantized quantized,
            NDArray reconstruction,
            NDArray quantizer,
            Adversary.Terms adversary) {

        /** The codec's loss. */
        NDArray total() {
            NDArray sum = quantizer == null ? reconstruction : reconstruction.add(quantizer);
            return adversary == null ? sum : sum.add(adversary.codec());
        }
    }

    /**
     * @param progress of the run, 0 to 1
     * @param quantize whether the codebooks have started
     */
    Outcome run(
            SegmentSampler.Batch batch,
            double progress,
            boolean quantize,
            float learningRate,
            SplittableRandom random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Optional<Adversary> adversary = state.adversary()
                    .filter(present -> progress >= options.adversarial().from());
            Forward forward;
            NDArray total;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                forward = forward(batch, progress, quantize, adversary, random);
                total = forward.total();
                // The discriminator's loss shares nothing with the codec's: one way back serves both.
                gradients.backward(
                        adversary.isEmpty()
                                ? total
                                : total.add(forward.adversary().discriminator()));
            }
            float norm = state.optimizer().update(learningRate);
            adversary.ifPresent(present -> present.learn(learningRate));
            if (Float.isFinite(norm)) {
                if (quantize) {
                    state.quantizer().learn(forward.quantized(), random);
                }
                state.average();
            }
            return outcome(forward, total, norm);
        }
    }

    private Forward forward(
            SegmentSampler.Batch batch,
            double progress,
            boolean quantize,
            Optional<Adversary> adversary,
            SplittableRandom random) {
        int size = batch.levels().length;
        NDArray spoken = state.manager().create(batch.samples(), new Shape(size, 1, options.segmentLength()));
        int[] codebooks = quantize ? Schedule.codebooks(size, options.config().numCodebooks(), random) : new int[size];
        Map<String, NDArray> weights = state.layout().split(state.weights());
        NDArray latents = encoder.forward(weights, spoken);
        NDArray decoderInput = latents;
        VectorQuantizer.Quantized quantized = null;
        NDArray quantizer = null;
        if (quantize) {
            quantized = state.quantizer().forward(latents.transpose(0, 2, 1), use(codebooks));
            quantizer = state.quantizer().loss(quantized, options.commitment());
            decoderInput = quantized.vectors().transpose(0, 2, 1);
        }
        NDArray heard = decoder.forward(weights, decoderInput);
        float waveform = Schedule.waveformWeight(progress);
        NDArray distance = objective.reconstruction(heard, spoken, batch.levels(), codebooks, waveform, random);
        Adversary.Terms terms = adversary
                .map(present -> present.terms(heard, spoken, batch.levels()))
                .orElse(null);
        return new Forward(latents, quantized, distance, quantizer, terms);
    }

    private Outcome outcome(Forward forward, NDArray total, float norm) {
        NDArray none = state.manager().zeros(new Shape());
        VectorQuantizer.Quantized quantized = forward.quantized();
        Adversary.Terms terms = forward.adversary();
        NDArray values = NDArrays.stack(new NDList(
                total,
                forward.reconstruction(),
                quantized == null ? none : quantized.commitment(),
                deviationOverTime(forward.latents()),
                terms == null ? none : terms.codec(),
                terms == null ? none : terms.discriminator()));
        NDScope.unregister(values);
        return new Outcome(values, norm);
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

    private static NDArray deviationOverTime(NDArray latents) {
        NDArray centred = latents.sub(latents.mean(new int[] {2}, true));
        return centred.square().mean(new int[] {2}).sqrt().mean();
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
