package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoder makes of frames that never came is the same bits however it is asked. */
class ConcealedFramesTest {

    private static final int HOP = 320;
    private static final ModelFile MODEL = TestModels.half(TestModels.TINY, 31);
    private static final SpeechCodec CODEC = SpeechCodec.of(MODEL);
    private static final SpeechCodec SCALAR = SpeechCodec.of(MODEL, SpectralKernel.scalar());
    private static final int CODEBOOKS = MODEL.config().numCodebooks();
    private static final Waveform SPEECH = TestAudio.speech(33, 1.3);
    private static final TokenSequence TOKENS = CODEC.encode(SPEECH, CODEBOOKS);
    private static final int FRAMES = TOKENS.numFrames();

    /** A gap that is continued, one that fades, one that is over. */
    private static boolean[] losses() {
        boolean[] lost = new boolean[FRAMES];
        lost[3] = true;
        Arrays.fill(lost, 8, 13, true);
        Arrays.fill(lost, 20, 27, true);
        Arrays.fill(lost, 30, 45, true);
        return lost;
    }

    private static void decode(StreamingDecoder decoder, int frame, int count, float[] samples) {
        decoder.decode(TOKENS.tokens(), frame * CODEBOOKS, CODEBOOKS, count, samples, frame * HOP);
    }

    /** As it goes where nobody knows what will come: at most {@code piece} frames at once. */
    private static float[] forwards(SpeechCodec codec, boolean[] lost, int piece) {
        StreamingDecoder decoder = codec.newDecoder();
        float[] samples = new float[FRAMES * HOP];
        for (int t = 0; t < FRAMES; ) {
            int to = t;
            while (to < FRAMES && to - t < piece && lost[to] == lost[t]) {
                to++;
            }
            if (lost[t]) {
                decoder.conceal(to - t, samples, t * HOP);
            } else {
                decode(decoder, t, to - t, samples);
            }
            t = to;
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void shouldNotDependOnThePieces(int piece) {
        assertArrayEquals(forwards(CODEC, losses(), FRAMES), forwards(CODEC, losses(), piece));
    }

    @Test
    void shouldNotDependOnTheKernel() {
        assertArrayEquals(forwards(SCALAR, losses(), 5), forwards(CODEC, losses(), 5));
        FrameLoss loss = new FrameLoss(0.2, 3, 7);
        assertEquals(
                SCALAR.decode(TOKENS, loss, SPEECH.length(), done -> {}),
                CODEC.decode(TOKENS, loss, SPEECH.length(), done -> {}));
    }

    @Test
    void shouldComeBackTheSameBesideOtherStreams() {
        StreamingDecoder[] both = {CODEC.newDecoder(), CODEC.newDecoder()};
        StreamingDecoder alone = CODEC.newDecoder();
        float[] samples = new float[FRAMES * HOP];
        for (StreamingDecoder decoder : new StreamingDecoder[] {both[0], both[1], alone}) {
            decode(decoder, 0, 6, samples);
        }
        both[1].conceal(7, samples, 0);
        alone.conceal(7, samples, 0);
        float[] two = new float[2 * HOP];
        for (int frame = 13; frame < 17; frame++) {
            int[] tokens = Arrays.copyOfRange(TOKENS.tokens(), frame * CODEBOOKS, (frame + 1) * CODEBOOKS);
            int[] twice = Arrays.copyOf(tokens, 2 * CODEBOOKS);
            System.arraycopy(tokens, 0, twice, CODEBOOKS, CODEBOOKS);
            StreamingDecoder.decode(both, 2, twice, CODEBOOKS, new int[] {CODEBOOKS, CODEBOOKS}, two);
            decode(alone, frame, 1, samples);
            assertArrayEquals(
                    Arrays.copyOfRange(samples, frame * HOP, (frame + 1) * HOP), Arrays.copyOfRange(two, HOP, 2 * HOP));
        }
    }

    @Test
    void shouldGoOnForATenthOfASecondAndThenFadeToTheBackground() {
        StreamingDecoder decoder = CODEC.newDecoder();
        float[] samples = new float[FRAMES * HOP];
        decode(decoder, 0, 20, samples);
        decoder.conceal(15, samples, 20 * HOP);
        double before = power(samples, 15, 20);
        double continued = power(samples, 20, 25);
        assertTrue(continued > before / 10 && continued < before * 10, before + " goes on as " + continued);
        double quietest = Double.MAX_VALUE;
        for (int t = 0; t < 20; t++) {
            quietest = Math.min(quietest, power(samples, t, t + 1));
        }
        double noise = power(samples, 30, 35);
        assertTrue(noise > quietest / 10 && noise < 10 * quietest, noise + " for " + quietest);
        decode(decoder, 35, 4, samples);
        assertTrue(power(samples, 36, 39) > 1e-3 * before, "it comes back");
    }

    @Test
    void shouldMakeNothingUpBeforeTheFirstFrame() {
        float[] samples = new float[5 * HOP];
        CODEC.newDecoder().conceal(5, samples, 0);
        assertEquals(0, power(samples, 0, 5), 1e-12);
    }

    @Test
    void shouldHeadForWhatComesAfterAShortGap() {
        float[] bridged = new float[FRAMES * HOP];
        float[] continued = new float[FRAMES * HOP];
        StreamingDecoder decoder = CODEC.newDecoder();
        decode(decoder, 0, 10, bridged);
        decoder.conceal(3, TOKENS.tokens(), 13 * CODEBOOKS, CODEBOOKS, bridged, 10 * HOP);
        StreamingDecoder other = CODEC.newDecoder();
        decode(other, 0, 10, continued);
        other.conceal(3, continued, 10 * HOP);
        assertFalse(Arrays.equals(bridged, continued));
        // The same token before and after: on the way from one to the other nothing changes.
        int[] last = Arrays.copyOfRange(TOKENS.tokens(), 9 * CODEBOOKS, 10 * CODEBOOKS);
        StreamingDecoder same = CODEC.newDecoder();
        decode(same, 0, 10, bridged);
        same.conceal(3, last, 0, CODEBOOKS, bridged, 10 * HOP);
        assertArrayEquals(continued, bridged);
    }

    @Test
    void shouldBeginAnewAfterALongGap() {
        int longest = CODEC.maxConcealedFrames();
        assertEquals(250, longest);
        float[] after = new float[FRAMES * HOP];
        float[] madeUp = new float[longest * HOP];
        StreamingDecoder decoder = CODEC.newDecoder();
        decode(decoder, 0, 10, after);
        decoder.conceal(longest + 1L, TOKENS.tokens(), 19 * CODEBOOKS, CODEBOOKS, madeUp, 0);
        decode(decoder, 19, 5, after);
        float[] anew = new float[FRAMES * HOP];
        StreamingDecoder other = CODEC.newDecoder();
        other.reset(10 + longest + 1L);
        decode(other, 19, 5, anew);
        assertArrayEquals(Arrays.copyOfRange(anew, 19 * HOP, 24 * HOP), Arrays.copyOfRange(after, 19 * HOP, 24 * HOP));
        assertTrue(power(madeUp, longest - 1, longest) > 0);
    }

    @Test
    void shouldGoOnAfterNoiseAsAfterAShortGap() {
        float[] samples = new float[FRAMES * HOP];
        StreamingDecoder decoder = CODEC.newDecoder();
        decode(decoder, 0, 10, samples);
        decoder.conceal(30, TOKENS.tokens(), 40 * CODEBOOKS, CODEBOOKS, samples, 10 * HOP);
        decode(decoder, 40, 10, samples);
        float[] whole = new float[FRAMES * HOP];
        decode(CODEC.newDecoder(), 0, 50, whole);
        assertEquals(1, power(samples, 41, 50) / power(whole, 41, 50), 0.5);
    }

    @Test
    void shouldDecodeWholeFilesWithLoss() {
        assertEquals(
                CODEC.decode(TOKENS, SPEECH.length()),
                CODEC.decode(TOKENS, new FrameLoss(0, 1, 1), SPEECH.length(), done -> {}));

        FrameLoss loss = new FrameLoss(0.2, 2, 3);
        boolean[] lost = loss.of(FRAMES);
        float[] expected = new float[FRAMES * HOP];
        StreamingDecoder decoder = CODEC.newDecoder();
        for (int t = 0; t < FRAMES; t++) {
            if (lost[t] && t + 2 < FRAMES) {
                decoder.conceal(2, TOKENS.tokens(), (t + 2) * CODEBOOKS, CODEBOOKS, expected, t * HOP);
                t++;
            } else if (lost[t]) {
                decoder.conceal(1, expected, t * HOP);
            } else {
                decode(decoder, t, 1, expected);
            }
        }
        int delay = CODEC.config().delay();
        assertArrayEquals(
                Arrays.copyOfRange(expected, delay, delay + SPEECH.length()),
                CODEC.decode(TOKENS, loss, SPEECH.length(), done -> {}).samples());
    }

    /** A gap that is bridged, one that fades, and a pause: their checksum is the same with every JDK. */
    private static long checksum() {
        int[] tokens = new SplittableRandom(9).ints(30L * CODEBOOKS, 0, 64).toArray();
        float[] samples = new float[30 * HOP];
        StreamingDecoder decoder = CODEC.newDecoder();
        decoder.decode(tokens, 0, CODEBOOKS, 5, samples, 0);
        decoder.conceal(3, tokens, 8 * CODEBOOKS, CODEBOOKS, samples, 5 * HOP);
        decoder.decode(tokens, 8 * CODEBOOKS, CODEBOOKS, 2, samples, 8 * HOP);
        decoder.conceal(7, samples, 10 * HOP);
        decoder.decode(tokens, 17 * CODEBOOKS, CODEBOOKS, 3, samples, 17 * HOP);
        decoder.decodePause(tokens, 20 * CODEBOOKS, CODEBOOKS, 10, samples, 20 * HOP);
        CRC32C checksum = new CRC32C();
        for (float sample : samples) {
            int bits = Float.floatToIntBits(sample);
            for (int shift = 24; shift >= 0; shift -= 8) {
                checksum.update(bits >>> shift);
            }
        }
        return checksum.getValue();
    }

    @Test
    void shouldMakeUpTheSameSamplesOnEveryMachine() {
        assertEquals(0xfc26d58aL, checksum());
    }

    private static double power(float[] samples, int fromFrame, int toFrame) {
        double sum = 0;
        for (int i = fromFrame * HOP; i < toFrame * HOP; i++) {
            sum += samples[i] * samples[i];
        }
        return sum / ((toFrame - fromFrame) * HOP);
    }
}
