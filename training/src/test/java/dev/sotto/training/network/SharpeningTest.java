package dev.sotto.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.Tensor;
import dev.sotto.model.TestModels;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharpeningTest {

    private final Map<String, Tensor> tensors = TestModels.tensors(TestModels.TINY, 3);
    private final Sharpening sharpening = new Sharpening(0.25f);

    private static float[] bias(Map<String, Tensor> tensors) {
        return tensors.get("decoder.out.bias").values();
    }

    @Test
    void shouldRaiseWhatAPointDiffersFromItsNeighbours() {
        float[] flat = new float[CodecConfig.PARAMETERS];
        Arrays.fill(flat, 2);
        flat[20] = 9;
        tensors.put("decoder.out.bias", new Tensor(new int[] {flat.length}, flat));

        float[] sharper = bias(sharpening.into(tensors));

        // The mean of seven points is 3.
        assertEquals(9 + 0.25f * (9 - 3), sharper[20], 1e-5);
        assertEquals(2 + 0.25f * (2 - 3), sharper[23], 1e-5);
        assertEquals(2, sharper[24], 1e-5);
        assertEquals(2, sharper[0], 1e-5);
        assertEquals(2, sharper[CodecConfig.PARAMETERS - 1], 0, "pitch, voicing and aperiodicity are no points");
    }

    @Test
    void shouldBeTakenOutAgainByWhoTrainsOn() {
        Map<String, Tensor> back = sharpening.outOf(sharpening.into(tensors));
        tensors.forEach((name, tensor) ->
                assertArrayEquals(tensor.values(), back.get(name).values(), 1e-5f, name));
    }

    @Test
    void shouldBeReadFromAModelThatSaysSo() {
        assertEquals(new Sharpening(0), Sharpening.of(Map.of()));
        assertEquals(sharpening, Sharpening.of(Map.of(Sharpening.KEY, "0.25")));
    }
}
