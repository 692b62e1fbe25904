package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.Waveform;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** A room whose frames are all the same, and in frames 30 to 34 louder. */
    private static float[] burst() {
        float[] samples = new float[FRAMES * HOP];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ROOM[i % HOP] * (i / HOP >= 30 && i / HOP < 35 ? 100 : 1);
        }
        return samples;
    }

    /** Whether the {@code frames} from {@code from} on of {@link #burst} are speech. */
    private static boolean isSpeech(int from, int frames) {
        StreamingEncoder encoder = CODEC.newEncoder(CODEBOOKS);
        encoder.detectPauses();
        float[] samples = burst();
        int[] tokens = new int[FRAMES * CODEBOOKS];
        encoder.encode(samples, 0, from, tokens, 0, CODEBOOKS);
        encoder.drainActivity(new float[CODEC.config().latentDim()]);
        encoder.encode(samples, from * HOP, frames, tokens, 0, CODEBOOKS);
        return encoder.drainActivity(new float[CODEC.config().latentDim()]);
    }

    @Test
    void shouldTakeTheEndOfAHangoverForAPauseIfItIsHalfAPacketAtMost() {
        int silent = 35;
        while (isSpeech(silent, 1)) {
            silent++;
        }
        assertTrue(silent >= 35 + 7, "the first frame of the pause is " + silent);
        assertTrue(isSpeech(silent - 1, 1));
        assertFalse(isSpeech(silent - 1, 2));
        assertTrue(isSpeech(silent - 2, 3));
        assertFalse(isSpeech(silent - 5, 10));
        assertTrue(isSpeech(silent - 6, 11));
        assertTrue(isSpeech(silent - 6, 14));
    }

    @Test
    void shouldHearNothingOfAHangoverInAPause() {
        StreamingEncoder encoder = CODEC.newEncoder(CODEBOOKS);
        encoder.detectPauses();
        float[] samples = burst();
        int silent = 35;
        while (isSpeech(silent, 1)) {
            silent++;
        }
        int dim = CODEC.config().latentDim();
        int[] tokens = new int[FRAMES * CODEBOOKS];
        encoder.encode(samples, 0, silent, tokens, 0, CODEBOOKS);
        encoder.drainActivity(new float[dim]);
        encoder.encode(samples, silent * HOP, 2, tokens, 0, CODEBOOKS);
        float[] alone = new float[dim];
        assertFalse(encoder.drainActivity(alone));

        encoder.reset();
        encoder.encode(samples, 0, silent - 2, tokens, 0, CODEBOOKS);
        encoder.drainActivity(new float[dim]);
        encoder.encode(samples, (silent - 2) * HOP, 4, tokens, 0, CODEBOOKS);
        float[] after = new float[dim];
        assertFalse(encoder.drainActivity(after));
        for (int i = 0; i < dim; i++) {
            assertEquals(2 * alone[i], after[i]);
        }
    }

    @Test
    void shouldFindTheSamePausesInAWholeSound() {
        StreamingEncoder encoder = CODEC.newEncoder(CODEBOOKS);
        encoder.detectPauses();
        float[] sound = Arrays.copyOf(ROOM, 100 * HOP);
        List<Pauses.Run> runs = new ArrayList<>();
        int numFrames = CODEC.config().numFrames(sound.length);
        float[] padded = Arrays.copyOf(sound, numFrames * HOP);
        int from = 0;
        for (int t = 0; t < numFrames; t++) {
            encoder.encode(padded, t * HOP, new int[CODEBOOKS], 0);
            if (encoder.drainActivity(new float[CODEC.config().latentDim()])) {
                if (t - from >= 10) {
                    runs.add(new Pauses.Run(from, t));
                }
                from = t + 1;
            }
        }
        runs.add(new Pauses.Run(from, numFrames));

        Waveform speech = new Waveform(sound, 16_000);
        assertEquals(new Pauses(runs), CODEC.pauses(speech, 255));
        assertEquals(new Pauses(runs), SCALAR.pauses(speech, 255));
        assertEquals(2, runs.size());
        assertEquals(new Pauses(runs).numFrames(), CODEC.pauses(speech, 20).numFrames());
    }

    @Test
    void shouldDecodePausesInAWholeSoundAsInAStream() {
        Waveform speech = new Waveform(Arrays.copyOf(ROOM, 100 * HOP), 16_000);
        Pauses pauses = CODEC.pauses(speech, 255);
        TokenSequence tokens = CODEC.hold(CODEC.encode(speech, CODEBOOKS), pauses);
        StreamingDecoder decoder = CODEC.newDecoder();
        float[] samples = new float[tokens.numFrames() * HOP];
        boolean[] silent = pauses.of(tokens.numFrames());
        for (int t = 0; t < tokens.numFrames(); t++) {
            int at = t * CODEBOOKS;
            if (silent[t]) {
                decoder.decodePause(tokens.tokens(), at, CODEBOOKS, 1, samples, t * HOP);
            } else {
                decoder.decode(tokens.tokens(), at, CODEBOOKS, samples, t * HOP);
            }
        }
        int delay = CODEC.config().delay();
        float[] expected = Arrays.copyOfRange(samples, delay, delay + speech.length());

        assertArrayEquals(
                expected,
                CODEC.decode(tokens, pauses, speech.length(), done -> {}).samples());
        FrameLoss nothing = new FrameLoss(0, 1, 1);
        assertArrayEquals(
                expected,
                CODEC.decode(tokens, pauses, nothing, speech.length(), done -> {})
                        .samples());
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
