package dev.sotto.training.digits;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.codebook.Codebooks;
import dev.sotto.training.codebook.VectorQuantizer;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loop.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** A VQ-VAE of digits: trains, and shows what it has learnt on digits that it has not seen. Close it. */
public final class DigitExample implements AutoCloseable {

    public static final int CODEBOOK_SIZE = 512;

    /** Tokens of a picture. */
    public static final int TOKENS = DigitNetworks.GRID * DigitNetworks.GRID;

    private static final int BATCH = 32;
    private static final float LEARNING_RATE = 2e-3f;
    private static final float MAX_GRADIENT_NORM = 5;

    /** Weight of the commitment, as in the paper. */
    private static final float BETA = 0.25f;

    /** The error is held against it: with it the loss of a picture that says nothing is about 1. */
    private static final float VARIANCE = 0.1f;

    /** Pictures that k-means sees: 8 latents a code. */
    private static final int FIRST_PICTURES = 84;

    private static final long UNSEEN = 0x5EED;

    private final Digits digits = new Digits();
    private final NDManager manager;
    private final DigitNetworks networks;
    private final VectorQuantizer quantizer;
    private final Adam optimizer;
    private final long seed;

    /** @param seed of everything: the same on the same machine gives the same networks */
    public DigitExample(Device device, CodebookLearning learning, long seed) {
        this.seed = seed;
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        this.networks = new DigitNetworks(manager, new SplittableRandom(seed));
        this.quantizer = new VectorQuantizer(new Codebooks(manager, 1, CODEBOOK_SIZE, DigitNetworks.DIM, learning));
        List<NDArray> learnt = new ArrayList<>(networks.parameters());
        learnt.addAll(quantizer.learnable());
        this.optimizer = new Adam(manager, learnt, MAX_GRADIENT_NORM);
    }

    /** Trains from the beginning. @param listener is told the number of steps done */
    public void train(long steps, LongConsumer listener) {
        SplittableRandom random = new SplittableRandom(seed);
        start(random);
        for (long step = 0; step < steps; step++) {
            double rest = 1 - step / (double) steps;
            step((float) (LEARNING_RATE * Math.sqrt(rest)), random);
            listener.accept(step + 1);
        }
    }

    private void start(SplittableRandom random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray pictures = pictures(digits.draw(FIRST_PICTURES, random));
            quantizer.start(networks.encode(pictures).stopGradient(), (long) BATCH * TOKENS, random);
        }
    }

    private void step(float learningRate, SplittableRandom random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray pictures = pictures(digits.draw(BATCH, random));
            VectorQuantizer.Quantized quantized;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                quantized = quantizer.forward(networks.encode(pictures));
                NDArray error = networks.decode(quantized.vectors())
                        .sub(pictures)
                        .square()
                        .mean();
                gradients.backward(Values.times(error, 1 / VARIANCE).add(quantizer.loss(quantized, BETA)));
            }
            optimizer.update(learningRate);
            quantizer.learn(quantized, random);
        }
    }

    private NDArray pictures(float[] values) {
        return manager.create(values, new Shape(values.length / Digits.PIXELS, 1, Digits.SIDE, Digits.SIDE));
    }

    /** Sends digits of the same fonts, none of which was trained on, through tokens and back. */
    public DigitTrial trial(int count) {
        float[] drawn = digits.draw(count, new SplittableRandom(seed ^ UNSEEN));
        long[] tokens;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            tokens = quantizer
                    .forward(networks.encode(pictures(drawn)))
                    .tokens()
                    .get(0)
                    .toLongArray();
        }
        return new DigitTrial(drawn, tokens, decode(tokens), CODEBOOK_SIZE);
    }

    /** The pictures that tokens stand for, {@link #TOKENS} of them for each picture. */
    public float[] decode(long[] tokens) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray grids =
                    manager.create(tokens, new Shape(tokens.length / TOKENS, DigitNetworks.GRID, DigitNetworks.GRID));
            return networks.decode(quantizer.vectors(List.of(grids))).toFloatArray();
        }
    }

    /** A colour for each code, alike where the codes' vectors are. */
    public CodeColours colours() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray all = manager.create(LongStream.range(0, CODEBOOK_SIZE).toArray());
            return CodeColours.of(quantizer.vectors(List.of(all)).toFloatArray(), DigitNetworks.DIM);
        }
    }

    /** KL divergence of a picture's tokens from the uniform prior, nats: a constant. */
    public double divergence() {
        return TOKENS * quantizer.divergence();
    }

    @Override
    public void close() {
        manager.close();
    }
}
