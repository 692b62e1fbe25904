package dev.sotto.training.adversary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tells a sound's envelopes from decoded ones by small patches of points and steps, at two paces: every step, and every
 * other one (patches: Isola et al. 2017, arXiv 1611.07004, section 3.2.2; several scales: Wang et al. 2018, arXiv
 * 1711.11585). All weights lie in one flat vector, each convolution's as direction and length (Salimans and Kingma
 * 2016, arXiv 1602.07868).
 */
public final class EnvelopeDiscriminator {

    private static final int[] PACES = {1, 2};
    private static final float SLOPE = 0.2f;

    /** Kernel and stride along points, then along steps. */
    private record Layer(int in, int out, int points, int steps, int pointStride, int stepStride) {

        int fanIn() {
            return in * points * steps;
        }

        /** Directions, lengths, biases. */
        int size() {
            return out * fanIn() + 2 * out;
        }
    }

    private static final List<Layer> LAYERS = List.of(
            new Layer(1, 24, 5, 5, 2, 2),
            new Layer(24, 48, 5, 5, 2, 2),
            new Layer(48, 64, 5, 3, 2, 1),
            new Layer(64, 1, 3, 3, 1, 1));

    /**
     * What it thinks of a batch at one pace.
     *
     * @param features of each layer but the last
     * @param score {@code [B, 1, points, steps]} of patches: over 0 where it takes them for real
     */
    public record Judgement(List<NDArray> features, NDArray score) {}

    /** Length of the vector of weights. */
    public int size() {
        return PACES.length * LAYERS.stream().mapToInt(Layer::size).sum();
    }

    /** Where it starts: weights and biases even between plus and minus one over the root of the fan-in. */
    public float[] initial(SplittableRandom random) {
        float[] flat = new float[size()];
        int at = 0;
        for (int pace = 0; pace < PACES.length; pace++) {
            for (Layer layer : LAYERS) {
                double bound = 1 / Math.sqrt(layer.fanIn());
                int lengths = at + layer.out() * layer.fanIn();
                for (int o = 0; o < layer.out(); o++) {
                    double squares = 0;
                    for (int i = 0; i < layer.fanIn(); i++, at++) {
                        flat[at] = (float) (bound * (2 * random.nextDouble() - 1));
                        squares += flat[at] * flat[at];
                    }
                    flat[lengths + o] = (float) Math.sqrt(squares);
                    flat[lengths + layer.out() + o] = (float) (bound * (2 * random.nextDouble() - 1));
                }
                at += 2 * layer.out();
            }
        }
        return flat;
    }

    /**
     * @param flat the weights
     * @param envelope {@code [B, points, T]} without the segment's level
     * @return for each pace
     */
    public List<Judgement> judge(NDArray flat, NDArray envelope) {
        NDList weights = flat.split(cuts());
        List<Judgement> judgements = new ArrayList<>();
        int next = 0;
        for (int pace : PACES) {
            List<NDArray> features = new ArrayList<>();
            NDArray x = everyNth(envelope, pace).expandDims(1);
            for (Layer layer : LAYERS) {
                x = convolved(layer, x, weights.get(next), weights.get(next + 1), weights.get(next + 2));
                next += 3;
                if (layer.out() > 1) {
                    x = x.getNDArrayInternal().leakyRelu(SLOPE);
                    features.add(x);
                }
            }
            judgements.add(new Judgement(features, x));
        }
        return judgements;
    }

    private static NDArray everyNth(NDArray envelope, int pace) {
        if (pace == 1) {
            return envelope;
        }
        long batch = envelope.getShape().get(0);
        long points = envelope.getShape().get(1);
        long steps = envelope.getShape().get(2) / pace;
        return envelope.get(":, :, :" + steps * pace)
                .reshape(batch, points, steps, pace)
                .get(":, :, :, 0");
    }

    private static NDArray convolved(Layer layer, NDArray x, NDArray direction, NDArray length, NDArray bias) {
        NDArray rows = direction.reshape(layer.out(), layer.fanIn());
        NDArray norm = rows.square().sum(new int[] {1}, true).sqrt();
        NDArray kernel = rows.mul(length.reshape(layer.out(), 1).div(norm))
                .reshape(layer.out(), layer.in(), layer.points(), layer.steps());
        Shape stride = new Shape(layer.pointStride(), layer.stepStride());
        Shape padding = new Shape(layer.points() / 2, layer.steps() / 2);
        return Conv2d.conv2d(x, kernel, bias, stride, padding, new Shape(1, 1)).get(0);
    }

    /** Where the flat vector is cut: directions, lengths and biases of each layer of each pace. */
    private long[] cuts() {
        long[] ends = new long[3 * LAYERS.size() * PACES.length];
        long end = 0;
        int i = 0;
        for (int pace = 0; pace < PACES.length; pace++) {
            for (Layer layer : LAYERS) {
                for (long part : new long[] {(long) layer.out() * layer.fanIn(), layer.out(), layer.out()}) {
                    end += part;
                    ends[i++] = end;
                }
            }
        }
        return Arrays.copyOf(ends, ends.length - 1);
    }
}
