package dev.sotto.quantizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.model.TestModels;
import dev.sotto.neural.MatrixKernel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualVectorQuantizerTest {

    private static final MatrixKernel KERNEL = MatrixKernel.preferred();
    private static final ModelFile MODEL = TestModels.tiny(3);
    private static final List<Codebook> CODEBOOKS = Codebook.of(MODEL, KERNEL);
    private static final int DIMENSION = MODEL.config().latentDim();

    private static float[] random(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (4 * random.nextDouble() - 2);
        }
        return values;
    }

    @Test
    void shouldReconstructTheVectorsOfACodebookExactly() {
        Tensor all = MODEL.tensors().get(TensorShapes.CODEBOOKS);
        int size = CODEBOOKS.get(0).size();
        float[] vectors = Arrays.copyOf(all.values(), size * DIMENSION);
        ResidualVectorQuantizer quantizer = new ResidualVectorQuantizer(CODEBOOKS, size);
        int[] tokens = new int[size];
        quantizer.quantize(vectors, size, 1, tokens, 0);
        float[] sums = new float[size * DIMENSION];
        for (int j = 0; j < size; j++) {
            assertEquals(j, tokens[j]);
            quantizer.dequantize(tokens, j, 1, sums, j * DIMENSION);
        }
        assertArrayEquals(vectors, sums);
    }

    @Test
    void shouldComeNearerWithEachCodebook() {
        int frames = 200;
        float[] latents = random(frames * DIMENSION, 4);
        ResidualVectorQuantizer quantizer = new ResidualVectorQuantizer(CODEBOOKS, frames);
        double before = Double.MAX_VALUE;
        for (int n = 1; n <= CODEBOOKS.size(); n++) {
            int[] tokens = new int[frames * n];
            quantizer.quantize(latents, frames, n, tokens, 0);
            float[] sums = new float[frames * DIMENSION];
            double error = 0;
            for (int t = 0; t < frames; t++) {
                quantizer.dequantize(tokens, t * n, n, sums, t * DIMENSION);
            }
            for (int i = 0; i < sums.length; i++) {
                error += (sums[i] - latents[i]) * (sums[i] - latents[i]);
            }
            assertTrue(error < 0.9 * before, n + " codebooks: " + error + " after " + before);
            before = error;
        }
    }

    @Test
    void shouldFindTheNearestVector() {
        float[] latents = random(100 * DIMENSION, 5);
        int[] tokens = new int[100];
        new ResidualVectorQuantizer(CODEBOOKS, 100).quantize(latents, 100, 1, tokens, 0);
        float[] vectors = MODEL.tensors().get(TensorShapes.CODEBOOKS).values();
        for (int t = 0; t < 100; t++) {
            double nearest = Double.MAX_VALUE;
            int expected = -1;
            for (int j = 0; j < CODEBOOKS.get(0).size(); j++) {
                double distance = 0;
                for (int i = 0; i < DIMENSION; i++) {
                    distance += Math.pow(latents[t * DIMENSION + i] - vectors[j * DIMENSION + i], 2);
                }
                if (distance < nearest) {
                    nearest = distance;
                    expected = j;
                }
            }
            assertEquals(expected, tokens[t]);
        }
    }

    @Test
    void shouldTakeTheLowerTokenOfTwoAsNear() {
        Codebook codebook = new Codebook(new float[] {9, 9, 1, 0, -1, 0, 1, 0}, 2, KERNEL);
        ResidualVectorQuantizer quantizer = new ResidualVectorQuantizer(List.of(codebook), 3);
        int[] tokens = new int[3];
        quantizer.quantize(new float[] {0, 0.5f, 2, 0, Float.NaN, 0}, 3, 1, tokens, 0);
        assertArrayEquals(new int[] {1, 1, 0}, tokens);
    }
}
