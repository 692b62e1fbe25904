package dev.sotto.training.start;

import dev.sotto.model.CodecConfig;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.data.TargetRows;
import dev.sotto.training.network.ParameterLayout;
import dev.sotto.training.start.ReducedRank.Solution;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the best linear codec into the layers of a network that is about to be trained. Neighbouring bands, points and
 * steps are so much alike that gradient descent is slow to find even this: the linear codec has 3.5 dB of envelope's
 * error; four minutes of training, without a quantizer, bring a network from random weights to 4.7, and from there to
 * 2.8.
 *
 * <p>A number u passes through a leaky rectifier of slope s unharmed as the pair u, -u: rectified, their difference is
 * (1 + s) u. The residual units start as nothing ({@code mix} 0); channels that carry no pair start at random.
 */
public final class LinearStart {

    private static final double PASSED = 1 + CodecConfig.SLOPE;

    /** What the layers that end the two networks listen to the random channels at first. */
    private static final float OF_RANDOM = 0.3f;

    /** Standard deviation of the latents. */
    private static final double LATENT_DEVIATION = 0.8;

    /** Steps after its own that a step's components are to tell of. */
    private static final int AHEAD = 2;

    private final CodecConfig config;
    private final ParameterLayout layout;
    private final List<SegmentSampler.Batch> batches;
    private final int segments;
    private final int steps;
    private final int stride;
    private final int components;
    private final int latents;
    private final int parameters;

    /**
     * @param batches of training segments
     * @param segments of a batch
     * @param steps of a segment
     */
    public LinearStart(ParameterLayout layout, List<SegmentSampler.Batch> batches, int segments, int steps) {
        this.layout = layout;
        this.config = layout.config();
        this.batches = batches;
        this.segments = segments;
        this.steps = steps;
        this.stride = config.stepsPerFrame();
        // Five sixteenths of the channels, twice: the rest is free for what is not linear, pitch above all.
        this.components = config.fastChannels() * 5 / 16;
        this.latents = Math.min(config.latentDim(), config.slowChannels() / 2);
        this.parameters = Math.min(CodecConfig.PARAMETERS, config.fastChannels() / 2);
    }

    /** Changes {@code flat}, the weights as they start at random. */
    public void write(float[] flat) {
        FlatWeights weights = new FlatWeights(layout, flat);
        weights.silence(".mix.weight");
        weights.silence(".bias");
        Solution first = components();
        Solution second = latents(first);
        double[][] last = decoder(first, second);
        writeEncoder(weights, first, second);
        writeDecoder(weights, second, last);
    }

    /** Features of three steps to a step's components. */
    private Solution components() {
        int before = stride - 1;
        ReducedRank regression = new ReducedRank(
                CodecConfig.UNIT_KERNEL * CodecConfig.FEATURES, (before + 1 + AHEAD) * CodecConfig.PARAMETERS);
        forEachSegment(segment -> {
            for (int t = segment.firstTarget() + before; t + AHEAD < steps; t += 3) {
                regression.add(segment.features(t), segment.targets(t - before, t + AHEAD));
            }
        });
        return regression.solve(components);
    }

    /** The components of two frames to the latents of the second. */
    private Solution latents(Solution first) {
        ReducedRank regression = new ReducedRank(2 * stride * components, stride * CodecConfig.PARAMETERS);
        forEachSegment(segment -> {
            float[] all = segment.components(first);
            for (int frame = segment.firstFrame(); frame < steps / stride; frame++) {
                regression.add(window(all, frame), segment.targets(frame * stride, (frame + 1) * stride - 1));
            }
        });
        return regression.solve(latents);
    }

    /** The latents of three frames, the last first in a row of the result, to the parameters of the last. */
    private double[][] decoder(Solution first, Solution second) {
        ReducedRank regression = new ReducedRank(3 * latents, stride * CodecConfig.PARAMETERS);
        forEachSegment(segment -> {
            float[] all = segment.components(first);
            for (int frame = segment.firstFrame() + 2; frame < steps / stride; frame++) {
                float[] three = new float[3 * latents];
                for (int back = 0; back < 3; back++) {
                    float[] one = Segment.apply(second, window(all, frame - back));
                    for (int i = 0; i < latents; i++) {
                        three[back * latents + i] = (float) (LATENT_DEVIATION * one[i]);
                    }
                }
                regression.add(three, segment.targets(frame * stride, (frame + 1) * stride - 1));
            }
        });
        return regression.full();
    }

    private float[] window(float[] all, int frame) {
        float[] window = new float[2 * stride * components];
        System.arraycopy(all, (frame - 1) * stride * components, window, 0, window.length);
        return window;
    }

    private void writeEncoder(FlatWeights weights, Solution first, Solution second) {
        weights.clearOutputs("encoder.in", 2 * components);
        for (int c = 0; c < components; c++) {
            double bias = 0;
            for (int tap = 0; tap < CodecConfig.UNIT_KERNEL; tap++) {
                for (int i = 0; i < CodecConfig.FEATURES; i++) {
                    int x = tap * CodecConfig.FEATURES + i;
                    double weight = first.down()[x][c];
                    bias -= weight * first.meanX()[x];
                    weights.set("encoder.in", c, i, tap, weight);
                    weights.set("encoder.in", components + c, i, tap, -weight);
                }
            }
            weights.setBias("encoder.in", c, bias);
            weights.setBias("encoder.in", components + c, -bias);
        }
        weights.clearOutputs("encoder.down", 2 * latents);
        for (int z = 0; z < latents; z++) {
            for (int tap = 0; tap < 2 * stride; tap++) {
                for (int c = 0; c < components; c++) {
                    double weight = LATENT_DEVIATION * second.down()[tap * components + c][z] / PASSED;
                    weights.setPairs("encoder.down", z, latents + z, c, components + c, tap, weight);
                }
            }
        }
        weights.scale("encoder.out", OF_RANDOM);
        weights.clearInputs("encoder.out", 2 * latents);
        for (int z = 0; z < latents; z++) {
            weights.setPair("encoder.out", z, z, latents + z, 0, 1 / PASSED);
        }
    }

    private void writeDecoder(FlatWeights weights, Solution second, double[][] last) {
        int newest = CodecConfig.UNIT_KERNEL - 1;
        weights.clearOutputs("decoder.in", 2 * latents);
        for (int z = 0; z < latents; z++) {
            weights.set("decoder.in", z, z, newest, 1);
            weights.set("decoder.in", latents + z, z, newest, -1);
        }
        int channels = config.fastChannels();
        for (int step = 0; step < stride; step++) {
            weights.clearOutputs("decoder.up", step * channels, 2 * parameters);
            for (int p = 0; p < parameters; p++) {
                int plus = step * channels + p;
                for (int z = 0; z < latents; z++) {
                    for (int back = 0; back < 2; back++) {
                        double weight = last[back * latents + z][step * CodecConfig.PARAMETERS + p] / PASSED;
                        weights.setPairs("decoder.up", plus, plus + parameters, z, latents + z, 1 - back, weight);
                    }
                }
            }
        }
        weights.scale("decoder.out", OF_RANDOM);
        weights.clearInputs("decoder.out", 2 * parameters);
        for (int p = 0; p < CodecConfig.PARAMETERS; p++) {
            double mean = 0;
            for (int step = 0; step < stride; step++) {
                mean += second.meanY()[step * CodecConfig.PARAMETERS + p] / stride;
            }
            weights.setBias("decoder.out", p, mean);
            if (p < parameters) {
                weights.setPair("decoder.out", p, p, parameters + p, newest, 1 / PASSED);
            }
        }
    }

    private void forEachSegment(Consumer<Segment> task) {
        for (SegmentSampler.Batch batch : batches) {
            for (int b = 0; b < segments; b++) {
                task.accept(new Segment(batch, b, segments, steps, config.lookahead(), stride));
            }
        }
    }

    private record Segment(SegmentSampler.Batch batch, int number, int segments, int steps, int lookahead, int stride) {

        /** The first step of the decoder that speaks of a step with a target. */
        int firstTarget() {
            return SegmentSampler.RUN_IN + lookahead;
        }

        int firstFrame() {
            return (firstTarget() + stride - 1) / stride;
        }

        /** Of a step and the two before it, the oldest first. */
        float[] features(int step) {
            int width = CodecConfig.FEATURES;
            float[] rows = new float[CodecConfig.UNIT_KERNEL * width];
            for (int tap = 0; tap < CodecConfig.UNIT_KERNEL; tap++) {
                int t = step - (CodecConfig.UNIT_KERNEL - 1) + tap;
                for (int i = 0; t >= 0 && i < width; i++) {
                    rows[tap * width + i] = batch.features()[(number * width + i) * steps + t];
                }
            }
            return rows;
        }

        float[] components(Solution first) {
            int count = first.up().length;
            float[] all = new float[steps * count];
            for (int t = 0; t < steps; t++) {
                System.arraycopy(apply(first, features(t)), 0, all, t * count, count);
            }
            return all;
        }

        /** What the decoder should say at its steps {@code from} to {@code to}, row after row. */
        float[] targets(int from, int to) {
            TargetRows rows = batch.targets();
            int length = steps - firstTarget();
            int points = CodecConfig.PARAMETERS - 3;
            float[] wanted = new float[(to - from + 1) * CodecConfig.PARAMETERS];
            for (int s = from; s <= to; s++) {
                int at = (s - from) * CodecConfig.PARAMETERS;
                int t = s - firstTarget();
                for (int i = 0; i < points; i++) {
                    wanted[at + i] = rows.envelope()[(number * points + i) * length + t];
                }
                int row = number * length + t;
                wanted[at + points] = rows.pitch()[row];
                wanted[at + points + 1] = 2 * rows.voiced()[row] - 1;
                wanted[at + points + 2] = rows.aperiodicity()[row];
            }
            return wanted;
        }

        static float[] apply(Solution solution, float[] x) {
            int rank = solution.up().length;
            double[] sums = new double[rank];
            for (int i = 0; i < x.length; i++) {
                double centred = x[i] - solution.meanX()[i];
                double[] row = solution.down()[i];
                for (int r = 0; r < rank; r++) {
                    sums[r] += centred * row[r];
                }
            }
            float[] result = new float[rank];
            for (int r = 0; r < rank; r++) {
                result[r] = (float) sums[r];
            }
            return result;
        }
    }
}
