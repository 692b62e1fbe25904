package dev.sotto.training.start;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.data.TargetRows;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.network.DecoderNetwork;
import dev.sotto.training.network.EncoderNetwork;
import dev.sotto.training.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Features and parameters are two slow curves, mixed: a linear codec can say them, an untrained network cannot. */
class LinearStartTest {

    private static final CodecConfig CONFIG = TestModels.TINY;
    private static final int SEGMENTS = 4;
    private static final int STEPS = 24 * CONFIG.stepsPerFrame();
    private static final int POINTS = CodecConfig.PARAMETERS - 3;
    private static final int FIRST = SegmentSampler.RUN_IN + CONFIG.lookahead();

    private final ParameterLayout layout = new ParameterLayout(CONFIG);

    private static SegmentSampler.Batch batch(SplittableRandom random) {
        float[] features = new float[SEGMENTS * CodecConfig.FEATURES * STEPS];
        int length = STEPS - FIRST;
        float[] envelope = new float[SEGMENTS * POINTS * length];
        for (int b = 0; b < SEGMENTS; b++) {
            double phase = 6 * random.nextDouble();
            double other = 6 * random.nextDouble();
            for (int t = 0; t < STEPS; t++) {
                for (int i = 0; i < CodecConfig.FEATURES; i++) {
                    features[(b * CodecConfig.FEATURES + i) * STEPS + t] =
                            (float) (Math.cos(i) * curve(t, phase) + Math.sin(i) * curve(t, other));
                }
                for (int i = 0; t >= FIRST && i < POINTS; i++) {
                    int moment = t - CONFIG.lookahead();
                    envelope[(b * POINTS + i) * length + t - FIRST] =
                            (float) (1 + Math.cos(2 * i) * curve(moment, phase) + Math.sin(i) * curve(moment, other));
                }
            }
        }
        float[] none = new float[SEGMENTS * length];
        return new SegmentSampler.Batch(features, new TargetRows(envelope, none, none.clone(), none.clone()));
    }

    private static double curve(int t, double phase) {
        return Math.sin(phase + 0.08 * t);
    }

    /** The mean absolute error of the first points, as many as pairs of channels can carry. */
    private double error(float[] flat, SegmentSampler.Batch batch) {
        int points = CONFIG.fastChannels() / 2;
        int length = STEPS - FIRST;
        try (NDManager manager = TestTensors.newManager()) {
            Map<String, NDArray> weights = layout.split(manager.create(flat));
            NDArray heard = manager.create(batch.features(), new Shape(SEGMENTS, CodecConfig.FEATURES, STEPS));
            NDArray said = new DecoderNetwork(CONFIG)
                    .forward(weights, new EncoderNetwork(CONFIG).forward(weights, heard))
                    .get(":, :" + points + ", " + FIRST + ":");
            NDArray wanted = manager.create(batch.targets().envelope(), new Shape(SEGMENTS, POINTS, length))
                    .get(":, :" + points);
            return said.sub(wanted).abs().mean().getFloat();
        }
    }

    @Test
    void shouldSayWhatALinearCodecSaysBeforeAnyTraining() {
        SplittableRandom random = new SplittableRandom(1);
        List<SegmentSampler.Batch> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batches.add(batch(random));
        }
        float[] atRandom = layout.initial(1);
        float[] flat = atRandom.clone();
        new LinearStart(layout, batches, SEGMENTS, STEPS).write(flat);

        SegmentSampler.Batch another = batch(random);
        double linear = error(flat, another);
        double untrained = error(atRandom, another);
        assertTrue(linear < 0.25 * untrained, "linear " + linear + ", at random " + untrained);
    }
}
