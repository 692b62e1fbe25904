package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.codebook.Search;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.data.TargetRows;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {

    private final SplittableRandom random = new SplittableRandom(1);

    private static SegmentSampler.Batch batch(TrainingOptions options) {
        int steps = options.segmentFrames() * 4;
        int targets = steps - SegmentSampler.RUN_IN - options.config().lookahead();
        TargetRows rows = new TargetRows(
                TestTensors.normal(3, 2 * 48 * targets),
                TestTensors.normal(4, 2 * targets),
                TestTensors.normal(5, 2 * targets),
                new float[2 * targets]);
        Arrays.fill(rows.voiced(), 0, targets, 1);
        return new SegmentSampler.Batch(TestTensors.normal(2, 2 * CodecConfig.FEATURES * steps), rows);
    }

    private static StepReport report(TrainingStep.Outcome outcome) {
        return StepReport.of(outcome.report());
    }

    @Test
    void shouldPassTheDecodersGradientStraightThroughToTheLatents() {
        try (NDManager manager = TestTensors.newManager()) {
            NDArray latents = TestTensors.leaf(manager, new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
            NDArray first = Values.create(manager, new float[] {2, 2, 2, 2, 2, 2}, new Shape(3, 2));
            NDArray second = Values.create(manager, new float[] {-1, 0, 1, 0.5f, 9, 9}, new Shape(3, 2));
            Search search = new Search(List.of(), List.of(), List.of(first, second));
            // Both codebooks for the first vector, one for the second, none for the third.
            List<NDArray> use = List.of(
                    Values.create(manager, new float[] {1, 1, 0}, new Shape(3, 1)),
                    Values.create(manager, new float[] {1, 0, 0}, new Shape(3, 1)));

            float[] quantized = {1, 2, 2, 2, 5, 6};
            assertArrayEquals(quantized, search.straightThrough(latents, use).toFloatArray());
            float[] gradient = TestTensors.gradient(
                    latents, () -> search.straightThrough(latents, use).pow(3).sum());
            float[] ofTheDecoder = new float[quantized.length];
            for (int i = 0; i < quantized.length; i++) {
                ofTheDecoder[i] = 3 * quantized[i] * quantized[i];
            }
            assertArrayEquals(ofTheDecoder, gradient, 1e-4f);
        }
    }

    @ParameterizedTest
    @EnumSource(CodebookLearning.class)
    void shouldTeachEncoderDecoderAndCodebooks(CodebookLearning learning) {
        TrainingOptions options = TestRuns.options(10, learning, 0);
        try (TrainingState state = new TrainingState(options, TestTensors.device())) {
            state.start(TestModels.tiny(1));
            Map<String, float[]> before = TestRuns.values(state);
            StepReport report = report(new TrainingStep(state, options).run(batch(options), 0, true, 1e-3f, random));
            Map<String, float[]> after = TestRuns.values(state);

            assertTrue(report.loss() > report.envelope() / 8.7f && report.envelope() > 0, "" + report);
            assertTrue(report.commitment() > 0 && report.latentDeviation() > 0);
            for (String name : List.of("weights", "averaged", "codebook.0.vectors")) {
                assertFalse(Arrays.equals(before.get(name), after.get(name)), name);
            }
            long still = 0;
            for (int i = 0; i < before.get("weights").length; i++) {
                still += before.get("weights")[i] == after.get("weights")[i] ? 1 : 0;
            }
            assertTrue(still < 0.01 * before.get("weights").length, still + " weights did not learn");
        }
    }

    @ParameterizedTest
    @EnumSource(CodebookLearning.class)
    void shouldTrainWithoutQuantizerBeforeTheCodebooksHaveStarted(CodebookLearning learning) {
        TrainingOptions options = TestRuns.options(10, learning, 1);
        try (TrainingState state = new TrainingState(options, TestTensors.device())) {
            TrainingStep step = new TrainingStep(state, options);
            StepReport report = report(step.run(batch(options), 0, false, 1e-3f, random));

            assertEquals(0, report.commitment());
            assertArrayEquals(new float[64 * 8], TestRuns.values(state).get("codebook.0.vectors"), Float.MIN_VALUE);
        }
    }

    @Test
    void shouldLetTheCodecAndItsAdversaryLearnFromTheSameStep() {
        AdversarialTraining adversarial = new AdversarialTraining(0.5, 0.03f, 0.3f);
        TrainingOptions options = TestRuns.options(10, CodebookLearning.EMA, 0, 0, adversarial);
        try (TrainingState state = new TrainingState(options, TestTensors.device())) {
            state.start(TestModels.tiny(1));
            TrainingStep step = new TrainingStep(state, options);
            float[] before = TestRuns.values(state).get("adversary.weights");
            StepReport alone = report(step.run(batch(options), 0.49, true, 1e-3f, random));

            assertEquals(0, alone.adversary());
            assertEquals(0, alone.discriminator());
            assertArrayEquals(before, TestRuns.values(state).get("adversary.weights"));
            StepReport first = report(step.run(batch(options), 0.5, true, 1e-3f, random));
            assertEquals(0, first.adversary(), "the codec does not listen to one that knows nothing");
            assertTrue(first.discriminator() > 3, first.toString());
            while (state.adversary().orElseThrow().updates() < 150) {
                step.run(batch(options), 0.5, true, 1e-3f, random).close();
            }
            StepReport opposed = report(step.run(batch(options), 0.5, true, 1e-3f, random));
            assertTrue(opposed.adversary() > 0, opposed.toString());
            assertTrue(opposed.discriminator() < first.discriminator(), opposed.toString());
            assertFalse(Arrays.equals(before, TestRuns.values(state).get("adversary.weights")));
            float[] known = TestRuns.values(state).get("adversary.weights");
            SegmentSampler.Batch broken = batch(options);
            // In both segments: the adversary looks at one of them.
            broken.features()[1000] = Float.NaN;
            broken.features()[broken.features().length - 1000] = Float.NaN;
            step.run(broken, 0.5, true, 1e-3f, random).close();
            assertArrayEquals(known, TestRuns.values(state).get("adversary.weights"), "of no number nothing is learnt");
        }
    }

    @Test
    void shouldChangeNothingWhereTheLossIsNotFinite() {
        TrainingOptions options = TestRuns.options(10, CodebookLearning.EMA, 0);
        try (TrainingState state = new TrainingState(options, TestTensors.device())) {
            state.start(TestModels.tiny(1));
            TrainingStep step = new TrainingStep(state, options);
            step.run(batch(options), 0, true, 1e-3f, random);
            Map<String, float[]> before = TestRuns.values(state);
            SegmentSampler.Batch broken = batch(options);
            broken.features()[1000] = Float.NaN;
            StepReport lost = report(step.run(broken, 0, true, 1e-3f, random));

            assertFalse(Float.isFinite(lost.loss()));
            TestRuns.values(state).forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
            assertTrue(Float.isFinite(
                    report(step.run(batch(options), 0, true, 1e-3f, random)).loss()));
        }
    }

    @Test
    void shouldGiveTheLatentsOfABatchFrameAfterFrame() {
        TrainingOptions options = TestRuns.options(10, CodebookLearning.EMA, 0);
        try (TrainingState state = new TrainingState(options, TestTensors.device());
                NDArray latents = new TrainingStep(state, options).latents(batch(options))) {
            assertEquals(new Shape(2 * options.segmentFrames(), 8), latents.getShape());
        }
    }
}
