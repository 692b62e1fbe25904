package dev.sotto.training.adversary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tells spoken sound from decoded sound by its spectra at several resolutions at once (multi-resolution: Jang et al.
 * 2021, UnivNet, arXiv 2106.07889; on complex spectra, with these kernels: Défossez et al. 2022, EnCodec, arXiv
 * 2210.13438, appendix A). It has all its weights in one flat vector, as the codec has; without weight normalisation.
 */
public final class Discriminator {

    /**
     * As EnCodec's, but for its longest and its shortest window, and halving the frequencies from the first layer on.
     */
    private static final int[] WINDOWS = {1024, 512, 256};

    private static final float SLOPE = 0.2f;

    private static final int REAL_AND_IMAGINARY = 2;

    /** Time, then frequency, of kernel and stride; dilation is along time. */
    private record Layer(int in, int out, int time, int frequency, int stride, int dilation) {
        int weights() {
            return in * out * time * frequency;
        }
    }

    private final List<ComplexSpectrum> spectra;
    private final List<Layer> layers;

    /**
     * What it thinks of a batch at one resolution.
     *
     * @param features of each layer but the last, {@code [B, width, N, F]}
     * @param score {@code [B, 1, N, F]}: over 0 where it takes the sound for spoken
     */
    public record Judgement(List<NDArray> features, NDArray score) {}

    public Discriminator(NDManager manager, int width) {
        this(manager, width, WINDOWS);
    }

    Discriminator(NDManager manager, int width, int... windows) {
        this.spectra = IntStream.of(windows)
                .mapToObj(window -> new ComplexSpectrum(manager, window))
                .toList();
        this.layers = List.of(
                new Layer(REAL_AND_IMAGINARY, width, 3, 9, 2, 1),
                new Layer(width, width, 3, 9, 2, 1),
                new Layer(width, width, 3, 9, 2, 2),
                new Layer(width, width, 3, 9, 2, 4),
                new Layer(width, width, 3, 3, 1, 1),
                new Layer(width, 1, 3, 3, 1, 1));
    }

    /** Length of the vector of weights. */
    public int size() {
        return spectra.size()
                * layers.stream()
                        .mapToInt(layer -> layer.weights() + layer.out())
                        .sum();
    }

    /** Where it starts: weights normal after Kaiming (He et al. 2015, eq. 10), zero biases. */
    public float[] initial(SplittableRandom random) {
        float[] flat = new float[size()];
        int at = 0;
        for (int r = 0; r < spectra.size(); r++) {
            for (Layer layer : layers) {
                double deviation = Math.sqrt(2.0 * layer.out() / layer.weights());
                for (int i = 0; i < layer.weights(); i++) {
                    flat[at++] = (float) (deviation * random.nextGaussian());
                }
                at += layer.out();
            }
        }
        return flat;
    }

    /**
     * @param flat the weights
     * @param samples {@code [B, T]}, speech at the losses' normal level
     * @return for each resolution
     */
    public List<Judgement> judge(NDArray flat, NDArray samples) {
        NDList weights = flat.split(cuts());
        List<Judgement> judgements = new ArrayList<>();
        int next = 0;
        for (ComplexSpectrum spectrum : spectra) {
            List<NDArray> features = new ArrayList<>();
            NDArray x = spectrum.of(samples);
            for (Layer layer : layers) {
                NDArray input = features.isEmpty() ? x : features.get(features.size() - 1);
                x = convolved(layer, input, weights.get(next), weights.get(next + 1));
                next += 2;
                if (layer.out() > 1 || features.size() < layers.size() - 1) {
                    x = x.getNDArrayInternal().leakyRelu(SLOPE);
                    features.add(x);
                }
            }
            judgements.add(new Judgement(features, x));
        }
        return judgements;
    }

    private static NDArray convolved(Layer layer, NDArray x, NDArray weight, NDArray bias) {
        NDArray kernel = weight.reshape(layer.out(), layer.in(), layer.time(), layer.frequency());
        Shape stride = new Shape(1, layer.stride());
        Shape padding = new Shape((long) layer.dilation() * (layer.time() / 2), layer.frequency() / 2);
        return Conv2d.conv2d(x, kernel, bias, stride, padding, new Shape(layer.dilation(), 1))
                .get(0);
    }

    /** Where the flat vector is cut: weights and bias of each layer of each resolution. */
    private long[] cuts() {
        long[] ends = new long[2 * layers.size() * spectra.size()];
        long end = 0;
        int i = 0;
        for (int r = 0; r < spectra.size(); r++) {
            for (Layer layer : layers) {
                end += layer.weights();
                ends[i++] = end;
                end += layer.out();
                ends[i++] = end;
            }
        }
        return Arrays.copyOf(ends, ends.length - 1);
    }
}
