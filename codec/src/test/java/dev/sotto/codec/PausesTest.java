package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pauses are found, and sound, the same however they are asked for. */
class PausesTest {

    private static final int HOP = 320;
    private static final int FRAMES = 60;
    private static final ModelFile MODEL = TestModels.half(TestModels.TINY, 31);
    private static final SpeechCodec CODEC = SpeechCodec.of(MODEL);
    private static final SpeechCodec SCALAR = SpeechCodec.of(MODEL, SpectralKernel.scalar());
    private static final int CODEBOOKS = MODEL.config().numCodebooks();

    private static final float[] ROOM = room();

    private static float[] room() {
        float[] samples = new float[FRAMES * HOP];
        Random random = new Random(4);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) ((i < 50 * HOP ? 1e-3 : 0.1) * random.nextGaussian());
        }
        return samples;
    }

    /** What is said of frames 40 to 49, and of the ten after them, with what stands for a pause. */
    private static String heard(SpeechCodec codec, int piece) {
        StreamingEncoder encoder = codec.newEncoder(CODEBOOKS);
        encoder.detectPauses();
        StringBuilder said = new StringBuilder();
        int[] tokens = new int[FRAMES * CODEBOOKS];
        int latentDim = codec.config().latentDim();
        for (int t = 0; t < FRAMES; t += piece) {
            encoder.encode(ROOM, t * HOP, piece, tokens, t * CODEBOOKS, CODEBOOKS);
            if ((t + piece) % 10 == 0) {
                float[] latents = new float[latentDim];
                boolean spoken = encoder.drainActivity(latents);
                if (t >= 40) {
                    said.append(spoken)
                            .append(Arrays.toString(latents))
                            .append(Arrays.toString(encoder.tokensOf(latents, 2)));
                }
            }
        }
        return said.toString();
    }

    @Test
    void shouldFindTheSamePausesInAnyPieces() {
        String said = heard(CODEC, 10);
        assertTrue(said.startsWith("false") && said.contains("true"), said);
        assertEquals(said, heard(CODEC, 1));
        assertEquals(said, heard(CODEC, 2));
        assertEquals(said, heard(SCALAR, 5));
    }

    private static float[] pause(SpeechCodec codec, int piece) {
        int[] tokens = new int[10 * CODEBOOKS];
        Arrays.setAll(tokens, i -> i % CODEBOOKS * 7);
        StreamingDecoder decoder = codec.newDecoder();
        float[] samples = new float[20 * HOP];
        decoder.decode(tokens, 0, CODEBOOKS, 10, samples, 0);
        for (int t = 0; t < 10; t += piece) {
            decoder.decodePause(tokens, 0, CODEBOOKS, piece, samples, (10 + t) * HOP);
        }
        return samples;
    }

    @Test
    void shouldMakeTheSameNoiseInAnyPieces() {
        float[] noise = pause(CODEC, 10);
        assertArrayEquals(noise, pause(CODEC, 1));
        assertArrayEquals(noise, pause(CODEC, 2));
        assertArrayEquals(noise, pause(SCALAR, 5));
        assertFalse(Arrays.equals(Arrays.copyOfRange(noise, 12 * HOP, 13 * HOP), new float[HOP]));
    }
}
