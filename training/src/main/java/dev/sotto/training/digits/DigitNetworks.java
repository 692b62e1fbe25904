package dev.sotto.training.digits;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import dev.sotto.training.engine.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The encoder and the decoder: two convolutions of stride 2 and a residual unit, and the same backwards. Their arrays
 * belong to the manager that they are given.
 */
final class DigitNetworks {

    /** Rows and columns of the grid of latents. */
    static final int GRID = Digits.SIDE / 4;

    static final int DIM = 16;

    private static final int NARROW = 24;
    private static final int WIDE = 48;

    private final List<NDArray> parameters = new ArrayList<>();
    private final Convolution in;
    private final Convolution down;
    private final Convolution[] encoderUnit;
    private final Convolution toLatents;
    private final Convolution fromLatents;
    private final Convolution[] decoderUnit;
    private final Convolution up;
    private final Convolution out;

    private record Convolution(NDArray weight, NDArray bias, int stride, int padding) {
        NDArray of(NDArray x) {
            return Conv2d.conv2d(x, weight, bias, new Shape(stride, stride), new Shape(padding, padding))
                    .get(0);
        }
    }

    DigitNetworks(NDManager manager, SplittableRandom random) {
        this.in = convolution(manager, 1, NARROW, 4, 2, random);
        this.down = convolution(manager, NARROW, WIDE, 4, 2, random);
        this.encoderUnit = unit(manager, random);
        this.toLatents = convolution(manager, WIDE, DIM, 1, 1, random);
        this.fromLatents = convolution(manager, DIM, WIDE, 3, 1, random);
        this.decoderUnit = unit(manager, random);
        this.up = convolution(manager, WIDE, NARROW * 4, 3, 1, random);
        this.out = convolution(manager, NARROW, 4, 3, 1, random);
    }

    private Convolution[] unit(NDManager manager, SplittableRandom random) {
        return new Convolution[] {
            convolution(manager, WIDE, WIDE, 3, 1, random), convolution(manager, WIDE, WIDE, 1, 1, random)
        };
    }

    /** Weights normal after Kaiming (He et al. 2015, eq. 10), zero biases. */
    private Convolution convolution(
            NDManager manager, int from, int to, int kernel, int stride, SplittableRandom random) {
        int fan = from * kernel * kernel;
        float[] values = new float[to * fan];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sqrt(2.0 / fan) * random.nextGaussian());
        }
        NDArray weight = Values.create(manager, values, new Shape(to, from, kernel, kernel));
        NDArray bias = manager.zeros(new Shape(to));
        weight.setRequiresGradient(true);
        bias.setRequiresGradient(true);
        parameters.add(weight);
        parameters.add(bias);
        return new Convolution(weight, bias, stride, (kernel - 1) / 2);
    }

    List<NDArray> parameters() {
        return parameters;
    }

    /** Pictures {@code [N, 1, 28, 28]} to latents {@code [N, 7, 7, D]}. */
    NDArray encode(NDArray pictures) {
        NDArray x = residual(encoderUnit, down.of(Activation.relu(in.of(pictures))));
        return toLatents.of(Activation.relu(x)).transpose(0, 2, 3, 1);
    }

    /** Vectors {@code [N, 7, 7, D]} to pictures {@code [N, 1, 28, 28]}. */
    NDArray decode(NDArray vectors) {
        NDArray x = residual(decoderUnit, fromLatents.of(vectors.transpose(0, 3, 1, 2)));
        return twice(out.of(Activation.relu(twice(up.of(Activation.relu(x))))));
    }

    private static NDArray residual(Convolution[] unit, NDArray x) {
        return x.add(unit[1].of(Activation.relu(unit[0].of(Activation.relu(x)))));
    }

    /** Depth to space, in place of a transposed convolution: {@code [N, 4 c, H, W] -> [N, c, 2 H, 2 W]}. */
    private static NDArray twice(NDArray x) {
        long n = x.getShape().get(0);
        long channels = x.getShape().get(1) / 4;
        long height = x.getShape().get(2);
        long width = x.getShape().get(3);
        return x.reshape(n, channels, 2, 2, height, width)
                .transpose(0, 1, 4, 2, 5, 3)
                .reshape(n, channels, 2 * height, 2 * width);
    }
}
