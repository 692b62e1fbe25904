package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechCodecTest {

    private static final int HOP = 320;
    private static final SpeechCodec TINY = SpeechCodec.of(TestModels.tiny(1));
    private static final SpeechCodec FULL = SpeechCodec.of(TestModels.full(1));

    static List<SpeechCodec> codecs() {
        return List.of(TINY, FULL);
    }

    private static TokenSequence frameByFrame(SpeechCodec codec, Waveform speech, int numCodebooks) {
        StreamingEncoder encoder = codec.newEncoder(numCodebooks);
        int frames = codec.config().numFrames(speech.length());
        float[] samples = speech.slice(0, frames * HOP).samples();
        int[] tokens = new int[frames * numCodebooks];
        for (int t = 0; t < frames; t++) {
            encoder.encode(samples, t * HOP, tokens, t * numCodebooks);
        }
        return new TokenSequence(numCodebooks, tokens);
    }

    private static float[] frameByFrame(SpeechCodec codec, TokenSequence tokens) {
        StreamingDecoder decoder = codec.newDecoder();
        float[] samples = new float[tokens.numFrames() * HOP];
        for (int t = 0; t < tokens.numFrames(); t++) {
            decoder.decode(tokens.tokens(), t * tokens.numCodebooks(), tokens.numCodebooks(), samples, t * HOP);
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void shouldGiveTheSameBitsWholeAndFrameByFrame(SpeechCodec codec) {
        Waveform speech = TestAudio.speech(7, 2.345);
        int n = codec.config().numCodebooks();
        TokenSequence whole = codec.encode(speech, n);
        assertEquals(whole, frameByFrame(codec, speech, n));
        float[] samples = frameByFrame(codec, whole);
        int delay = codec.config().delay();
        assertArrayEquals(
                Arrays.copyOfRange(samples, delay, delay + speech.length()),
                codec.decode(whole, speech.length()).samples());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void shouldGiveTheSameBitsWithBothKernels(SpeechCodec codec) {
        SpeechCodec scalar = SpeechCodec.of(codec.model(), SpectralKernel.scalar());
        Waveform speech = TestAudio.speech(8, 0.7);
        int n = codec.config().numCodebooks();
        TokenSequence tokens = codec.encode(speech, n);
        assertEquals(tokens, scalar.encode(speech, n));
        assertEquals(codec.decode(tokens, speech.length()), scalar.decode(tokens, speech.length()));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void shouldHaveTokensThatFollowTheSound(SpeechCodec codec) {
        TokenSequence tokens =
                codec.encode(TestAudio.speech(9, 2), codec.config().numCodebooks());
        for (int q = 0; q < tokens.numCodebooks(); q++) {
            Set<Integer> distinct = new HashSet<>();
            for (int t = 0; t < tokens.numFrames(); t++) {
                distinct.add(tokens.token(t, q));
            }
            assertTrue(distinct.size() > 15, "codebook " + q + " uses " + distinct.size() + " tokens");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void shouldBeCausal(SpeechCodec codec) {
        float[] samples = TestAudio.speech(10, 1).samples();
        float[] changed = samples.clone();
        int from = 20 * HOP;
        for (int i = from; i < changed.length; i++) {
            changed[i] = -changed[i] + 0.1f;
        }
        int n = codec.config().numCodebooks();
        TokenSequence one = codec.encode(new Waveform(samples, 16_000), n);
        TokenSequence other = codec.encode(new Waveform(changed, 16_000), n);
        assertEquals(one.frames(0, 20), other.frames(0, 20));
        assertFalse(one.frames(20, 30).equals(other.frames(20, 30)));
        float[] a = frameByFrame(codec, one);
        float[] b = frameByFrame(codec, other);
        assertEquals(-1, Arrays.mismatch(Arrays.copyOf(a, from), Arrays.copyOf(b, from)));
        assertTrue(Arrays.mismatch(a, b) >= from);
    }

    @Test
    void shouldForgetWhatLiesFurtherBackThanItsMemory() {
        StreamingEncoder old = TINY.newEncoder(4);
        StreamingEncoder fresh = TINY.newEncoder(4);
        float[] past = TestAudio.noise(1, 0.5).samples();
        int[] tokens = new int[4];
        for (int t = 0; t < past.length / HOP; t++) {
            old.encode(past, t * HOP, tokens, 0);
        }
        float[] common = TestAudio.speech(11, 2).samples();
        int[] other = new int[4];
        for (int t = 0; t < common.length / HOP; t++) {
            old.encode(common, t * HOP, tokens, 0);
            fresh.encode(common, t * HOP, other, 0);
            assertTrue(t < old.memoryFrames() || Arrays.equals(tokens, other), "frame " + t);
        }
    }

    @Test
    void shouldBeginAnewAfterReset() {
        Waveform speech = TestAudio.speech(12, 0.6);
        StreamingEncoder encoder = TINY.newEncoder(4);
        StreamingDecoder decoder = TINY.newDecoder();
        int[] tokens = new int[4];
        int[] again = new int[4];
        float[] samples = new float[HOP];
        float[] samplesAgain = new float[HOP];
        encoder.encode(speech.samples(), 0, tokens, 0);
        decoder.decode(tokens, 0, 4, samples, 0);
        for (int t = 1; t < 20; t++) {
            encoder.encode(speech.samples(), t * HOP, again, 0);
            decoder.decode(again, 0, 4, samplesAgain, 0);
        }
        encoder.reset();
        decoder.reset();
        encoder.encode(speech.samples(), 0, again, 0);
        decoder.decode(again, 0, 4, samplesAgain, 0);
        assertArrayEquals(tokens, again);
        assertArrayEquals(samples, samplesAgain);
    }

    /** With the scalar kernel, as vectors are objects until the compiler has seen to them. */
    @Test
    void shouldAllocateNothingPerFrame() {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(1), SpectralKernel.scalar());
        StreamingEncoder encoder = codec.newEncoder(4);
        StreamingDecoder decoder = codec.newDecoder();
        int[] tokens = new int[4];
        float[] samples = TestAudio.speech(17, 0.02).samples();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int t = 0; t < 120; t++) {
            if (t == 20) {
                before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            encoder.encode(samples, 0, tokens, 0);
            decoder.decode(tokens, 0, 4, samples, 0);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(allocated < 1000, allocated + " bytes in 100 frames");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 159, 160, 161, 320, 321, 16_000, 16_161, 50 * 320 - 160, 50 * 320})
    void shouldGiveBackAsManySamplesAsItTook(int length) {
        Waveform speech = TestAudio.speech(13, 1.1).slice(0, length);
        TokenSequence tokens = TINY.encode(speech, 2);
        assertEquals(TINY.config().numFrames(length), tokens.numFrames());
        assertEquals(length, TINY.decode(tokens, length).length());
    }

    @Test
    void shouldDecodeAnyPrefixOfTheCodebooks() {
        TokenSequence tokens = TINY.encode(TestAudio.speech(14, 0.5), 4);
        assertEquals(tokens.firstCodebooks(2), TINY.encode(TestAudio.speech(14, 0.5), 2));
        for (int n = 1; n <= 4; n++) {
            assertEquals(8000, TINY.decode(tokens.firstCodebooks(n), 8000).length());
        }
    }

    @Test
    void shouldTakeSamplesThatAreNotFiniteAsZero() {
        float[] samples = TestAudio.speech(15, 0.5).samples();
        samples[1000] = 0;
        samples[2000] = 0;
        TokenSequence expected = TINY.encode(new Waveform(samples.clone(), 16_000), 4);
        samples[1000] = Float.NaN;
        samples[2000] = Float.NEGATIVE_INFINITY;
        assertEquals(expected, TINY.encode(new Waveform(samples, 16_000), 4));
    }

    @Test
    void shouldLiveThroughSamplesBeyondAllMeasure() {
        float[] samples = TestAudio.speech(16, 2).samples();
        Arrays.fill(samples, 0, HOP, Float.MAX_VALUE);
        TokenSequence tokens = TINY.encode(new Waveform(samples, 16_000), 4);
        Arrays.fill(samples, 0, HOP, 0);
        TokenSequence quiet = TINY.encode(new Waveform(samples, 16_000), 4);
        int memory = TINY.newEncoder(1).memoryFrames();
        assertEquals(quiet.frames(1 + memory, 100), tokens.frames(1 + memory, 100));
    }

    @Test
    void shouldRefuseWhatDoesNotFitTheModel() {
        assertRefused("1 to 4, is 0", () -> TINY.newEncoder(0));
        assertRefused("1 to 4, is 5", () -> TINY.encode(TestAudio.silence(0.1), 5));
        assertRefused("16000 Hz", () -> TINY.encode(new Waveform(new float[10], 8_000), 1));
        assertRefused("1 to 4, is 5", () -> TINY.decode(new TokenSequence(5, new int[50]), 10));
        assertRefused("0 to 63, is 64", () -> TINY.decode(new TokenSequence(1, new int[] {3, 64}), 10));
        assertRefused("0 to 63, is -1", () -> TINY.newDecoder().decode(new int[] {-1}, 0, 1, new float[HOP], 0));
        assertRefused("at most 240", () -> TINY.decode(new TokenSequence(1, new int[2]), 241));
        assertRefused("not -1", () -> TINY.decode(new TokenSequence(1, new int[2]), -1));
        StreamingEncoder encoder = TINY.newEncoder(1);
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.encode(new float[HOP - 1], 0, new int[1], 0));
    }

    private static void assertRefused(String reason, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void shouldSayWhatItIs() {
        assertEquals(TestModels.TINY, TINY.config());
        assertEquals(CodecConfig.DEFAULT, FULL.config());
        assertEquals(3, FULL.newEncoder(3).numCodebooks());
    }
}
