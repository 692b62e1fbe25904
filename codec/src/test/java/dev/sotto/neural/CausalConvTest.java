package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sotto.model.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both kernels against the definition, written down as plainly as can be. */
class CausalConvTest {

    private static float[] random(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static float[] expected(Tensor weight, Tensor bias, int stride, int dilation, float[] x, int rows) {
        int outputs = weight.shape()[0];
        int inputs = weight.shape()[1];
        int taps = weight.shape()[2];
        float[] y = new float[rows * outputs];
        for (int t = 0; t < rows; t++) {
            for (int o = 0; o < outputs; o++) {
                float sum = bias.values()[o];
                for (int k = 0; k < taps; k++) {
                    int at = t * stride + stride - 1 - (taps - 1 - k) * dilation;
                    for (int i = 0; i < inputs; i++) {
                        float v = at < 0 ? 0 : x[at * inputs + i];
                        sum = Math.fma(weight.values()[(o * inputs + i) * taps + k], v, sum);
                    }
                }
                y[t * outputs + o] = sum;
            }
        }
        return y;
    }

    /** One stream in pieces, beside another one that hears something else. */
    private static float[] actual(MatrixKernel kernel, PackedConvolution layer, float[] x, int[] pieces) {
        Workspace room = new Workspace();
        CausalConv conv = new CausalConv(layer, kernel, 2 * 16, room);
        NetworkState[] streams = {room.newState(), room.newState()};
        int newPerRow = layer.stride() * layer.inputs();
        int rows = x.length / newPerRow;
        float[] y = new float[rows * layer.outputs()];
        float[] both = new float[2 * 16 * layer.outputs()];
        int done = 0;
        for (int i = 0; done < rows; i++) {
            int n = Math.min(rows - done, pieces[i % pieces.length]);
            System.arraycopy(x, 0, room.input(), 0, n * newPerRow);
            System.arraycopy(x, done * newPerRow, room.input(), n * newPerRow, n * newPerRow);
            conv.run(streams, 2, n, both);
            System.arraycopy(both, n * layer.outputs(), y, done * layer.outputs(), n * layer.outputs());
            done += n;
        }
        return y;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 128, 160, 40, 1", "16, 256, 16, 8, 1", "24, 64, 3, 1, 1", "8, 16, 3, 1, 9", "5, 70, 1, 1, 1",
        "128, 40, 4, 1, 1", "3, 320, 2, 1, 1", "7, 1, 3, 1, 4", "2, 33, 4, 4, 1", "64, 1024, 1, 1, 1",
    })
    void shouldBeTheDefinitionToTheBitInPiecesOfAnySize(int in, int out, int taps, int stride, int dilation) {
        SplittableRandom random = new SplittableRandom(in * 31L + out);
        Tensor weight = new Tensor(new int[] {out, in, taps}, random(out * in * taps, random));
        Tensor bias = new Tensor(new int[] {out}, random(out, random));
        int rows = 45;
        float[] x = random(rows * stride * in, random);
        float[] expected = expected(weight, bias, stride, dilation, x, rows);
        for (MatrixKernel kernel : new MatrixKernel[] {new VectorKernel(), new ScalarKernel()}) {
            PackedConvolution layer = new PackedConvolution(weight, bias, stride, dilation, kernel);
            for (int[] pieces : new int[][] {{1}, {2, 1}, {3}, {16}, {7, 8, 1, 16, 4}}) {
                assertArrayEquals(expected, actual(kernel, layer, x, pieces), kernel.toString());
            }
        }
    }
}
