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
import dev.sotto.training.loss.ParameterLoss;
import dev.sotto.training.loss.ParameterLoss.Parameters;
import dev.sotto.training.loss.TargetBatch;
import dev.sotto.training.network.DecoderNetwork;
import dev.sotto.training.network.EncoderNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One step of training on one batch. */
final class TrainingStep {

    private static final int POINTS = CodecConfig.PARAMETERS - 3;

    private final TrainingState state;
    private final TrainingOptions options;
    private final EncoderNetwork encoder;
    private final DecoderNetwork decoder;

    TrainingStep(TrainingState state, TrainingOptions options) {
        this.state = state;
        this.options = options;
        this.encoder = new EncoderNetwork(options.config());
        this.decoder = new DecoderNetwork(options.config());
    }

    /** What a step tells, kept on the device until it is asked for. */
    record Outcome(NDArray values) implements AutoCloseable {

        /** In the order of {@link StepReport}, in the losses' own units. */
        float[] report() {
            return values.toFloatArray();
        }

        @Override
        public void close() {
            values.close();
        }
    }

    /** A batch on its way there: the losses are scalars, and null what has not started. */
    private record Forward(
            NDArray latents,
            VectorQuantizer.Quantized quantized,
            Parameters given,
            ParameterLoss.Terms terms,
            NDArray quantizer,
            Adversary.Terms adversary) {

        /** The codec's loss. */
        NDArray total() {
            NDArray sum = terms.total();
            sum = quantizer == null ? sum : sum.add(quantizer);
            return adversary == null || adversary.codec() == null ? sum : sum.add(adversary.codec());
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
            TargetBatch wanted = wanted(batch);
            Forward forward;
            NDArray total;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                forward = forward(batch, wanted, quantize, adversary, random);
                total = forward.total();
                // The discriminator's loss shares nothing with the codec's: one way back serves both.
                gradients.backward(
                        adversary.isEmpty()
                                ? total
                                : total.add(forward.adversary().discriminator()));
            }
            float norm = state.optimizer().update(learningRate);
            adversary.ifPresent(Adversary::learn);
            if (Float.isFinite(norm)) {
                if (quantize) {
                    state.quantizer().learn(forward.quantized(), random);
                }
                state.average();
            }
            return outcome(forward, wanted, total);
        }
    }

    private TargetBatch wanted(SegmentSampler.Batch batch) {
        int steps = batch.targets().voiced().length / options.batchSize();
        return TargetBatch.of(state.manager(), batch.targets(), options.batchSize(), POINTS, steps);
    }

    private NDArray heard(SegmentSampler.Batch batch) {
        long steps = (long) options.segmentFrames() * options.config().stepsPerFrame();
        return state.manager().create(batch.features(), new Shape(options.batchSize(), CodecConfig.FEATURES, steps));
    }

    private Forward forward(
            SegmentSampler.Batch batch,
            TargetBatch wanted,
            boolean quantize,
            Optional<Adversary> adversary,
            SplittableRandom random) {
        Map<String, NDArray> weights = state.layout().split(state.weights());
        NDArray latents = encoder.forward(weights, heard(batch));
        NDArray decoderInput = latents;
        VectorQuantizer.Quantized quantized = null;
        NDArray quantizer = null;
        if (quantize) {
            int[] codebooks =
                    Schedule.codebooks(options.batchSize(), options.config().numCodebooks(), random);
            quantized = state.quantizer().forward(latents.transpose(0, 2, 1), use(codebooks));
            quantizer = state.quantizer().loss(quantized, options.commitment());
            decoderInput = quantized.vectors().transpose(0, 2, 1);
        }
        Parameters given = parameters(decoder.forward(weights, decoderInput));
        ParameterLoss.Terms terms = ParameterLoss.compare(given, wanted);
        Adversary.Terms against = adversary
                .map(present -> present.terms(given.envelope(), wanted))
                .orElse(null);
        return new Forward(latents, quantized, given, terms, quantizer, against);
    }

    private Parameters parameters(NDArray rows) {
        return Parameters.of(
                rows, POINTS, SegmentSampler.RUN_IN + options.config().lookahead());
    }

    private Outcome outcome(Forward forward, TargetBatch wanted, NDArray total) {
        NDArray none = state.manager().zeros(new Shape());
        VectorQuantizer.Quantized quantized = forward.quantized();
        Adversary.Terms against = forward.adversary();
        ParameterLoss.Terms terms = forward.terms();
        NDArray values = NDArrays.stack(new NDList(
                total,
                terms.envelope(),
                terms.pitch(),
                ParameterLoss.voicingError(forward.given(), wanted),
                terms.aperiodicity(),
                quantized == null ? none : quantized.commitment(),
                ParameterLoss.detail(forward.given(), wanted, 1),
                ParameterLoss.detail(forward.given(), wanted, 2),
                against == null || against.codec() == null ? none : against.codec(),
                against == null ? none : against.discriminator(),
                deviationOverTime(forward.latents())));
        NDScope.unregister(values);
        return new Outcome(values);
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

    /** The envelope's error on a batch, dB, by the averaged weights and so many codebooks; without learning. */
    float envelopeError(SegmentSampler.Batch batch, int codebooks) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Map<String, NDArray> weights = state.layout().split(state.averagedWeights());
            NDArray latents = encoder.forward(weights, heard(batch));
            if (codebooks > 0) {
                int[] each = new int[options.batchSize()];
                Arrays.fill(each, codebooks);
                latents = state.quantizer()
                        .forward(latents.transpose(0, 2, 1), use(each))
                        .vectors()
                        .transpose(0, 2, 1);
            }
            Parameters given = parameters(decoder.forward(weights, latents));
            NDArray error = ParameterLoss.compare(given, wanted(batch)).envelope();
            return error.getFloat() * ParameterLoss.DB_PER_NEPER;
        }
    }

    /** The latents of a batch, {@code [B * T, D]}, without gradient; the caller closes them. */
    NDArray latents(SegmentSampler.Batch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray latents = encoder.forward(state.layout().split(state.weights()), heard(batch));
            NDArray flat = latents.transpose(0, 2, 1)
                    .reshape(-1, options.config().latentDim())
                    .duplicate();
            NDScope.unregister(flat);
            return flat;
        }
    }
}
