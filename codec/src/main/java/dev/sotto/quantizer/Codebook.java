package dev.sotto.quantizer;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The vectors that the tokens of one codebook stand for. Immutable; shared by all streams. */
public final class Codebook {

    private final float[] vectors;
    private final int dimension;
    private final int size;
    private final MatrixKernel kernel;
    private volatile PackedConvolution scoring;

    /** @param vectors {@code [size][dimension]} */
    Codebook(float[] vectors, int dimension, MatrixKernel kernel) {
        this.vectors = vectors;
        this.dimension = dimension;
        this.size = vectors.length / dimension;
        this.kernel = kernel;
    }

    /** Made on first use, because decoding alone never searches. */
    private PackedConvolution scoring() {
        PackedConvolution made = scoring;
        if (made == null) {
            made = makeScoring();
            scoring = made;
        }
        return made;
    }

    private PackedConvolution makeScoring() {
        float[] bias = new float[size];
        for (int j = 0; j < size; j++) {
            float norm = 0f;
            for (int i = 0; i < dimension; i++) {
                float v = vectors[j * dimension + i];
                norm = Math.fma(v, v, norm);
            }
            bias[j] = -0.5f * norm;
        }
        Tensor weight = new Tensor(new int[] {size, dimension, 1}, vectors);
        return new PackedConvolution(weight, new Tensor(new int[] {size}, bias), 1, 1, kernel);
    }

    /** The codebooks of a model, in their order. */
    public static List<Codebook> of(ModelFile model, MatrixKernel kernel) {
        CodecConfig config = model.config();
        float[] all = model.tensors().get(TensorShapes.CODEBOOKS).values();
        int length = config.codebookSize() * config.latentDim();
        return IntStream.range(0, config.numCodebooks())
                .mapToObj(q -> Arrays.copyOfRange(all, q * length, (q + 1) * length))
                .map(vectors -> new Codebook(vectors, config.latentDim(), kernel))
                .toList();
    }

    public int size() {
        return size;
    }

    int scoreStride() {
        return scoring().paddedOutputs();
    }

    int dimension() {
        return dimension;
    }

    /**
     * How near each vector e is to each of {@code rows} others r, {@code r·e - |e|²/2}: the greatest is the nearest's.
     *
     * @param scores receives {@code [rows][scoreStride]}, of which the first {@code size} of each row count
     */
    void score(float[] others, int rows, float[] scores) {
        kernel.multiply(scoring(), others, 0, rows, scores, 0);
    }

    /** The token of the greatest of a row's scores; of two as great the lower one, 0 where none is a number. */
    int nearest(float[] scores, int row) {
        return kernel.greatest(scores, row * scoring().paddedOutputs(), size);
    }

    void subtract(int token, float[] from, int offset) {
        for (int i = 0; i < dimension; i++) {
            from[offset + i] -= vectors[token * dimension + i];
        }
    }

    void add(int token, float[] to, int offset) {
        for (int i = 0; i < dimension; i++) {
            to[offset + i] += vectors[token * dimension + i];
        }
    }
}
