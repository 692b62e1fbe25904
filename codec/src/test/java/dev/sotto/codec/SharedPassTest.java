package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams that share passes over the weights have what each has alone. */
class SharedPassTest {

    private static final int HOP = 320;
    private static final ModelFile MODEL = TestModels.half(TestModels.TINY, 31);
    private static final SpeechCodec CODEC = SpeechCodec.of(MODEL);
    private static final int CODEBOOKS = MODEL.config().numCodebooks();

    /** Seventy streams in one pass over the weights, of different ages, numbers of codebooks and restarts. */
    @Test
    void shouldNotDependOnTheStreamsOfTheSamePass() {
        int count = 70;
        int frames = 12;
        SplittableRandom random = new SplittableRandom(38);
        float[] speech = TestAudio.speech(39, 2).samples();
        StreamingEncoder[] encoders = new StreamingEncoder[count];
        StreamingDecoder[] decoders = new StreamingDecoder[count];
        Alone[] alone = new Alone[count];
        int[] from = new int[count];
        for (int s = 0; s < count; s++) {
            encoders[s] = CODEC.newEncoder(CODEBOOKS);
            decoders[s] = CODEC.newDecoder();
            alone[s] = new Alone();
            from[s] = random.nextInt(speech.length / HOP - frames);
        }
        for (int t = 0; t < frames; t++) {
            // In each round other streams, in another order: those of even number are half as old as the rest.
            int[] chosen = IntStream.range(0, count).toArray();
            if (t % 2 == 0) {
                chosen = IntStream.of(chosen).filter(s -> s % 2 == 1).toArray();
            }
            int n = chosen.length;
            StreamingEncoder[] someEncoders = new StreamingEncoder[n];
            StreamingDecoder[] someDecoders = new StreamingDecoder[n];
            float[] samples = new float[n * HOP];
            int[] codebooks = new int[n];
            for (int i = 0; i < n; i++) {
                int s = chosen[n - 1 - i];
                if (random.nextInt(8) == 0) {
                    encoders[s].reset();
                    decoders[s].reset(t);
                    alone[s].reset(t);
                }
                someEncoders[i] = encoders[s];
                someDecoders[i] = decoders[s];
                codebooks[i] = 1 + random.nextInt(CODEBOOKS);
                System.arraycopy(speech, (from[s] + t) * HOP, samples, i * HOP, HOP);
            }
            int[] tokens = new int[n * CODEBOOKS];
            float[] decoded = new float[n * HOP];
            StreamingEncoder.encode(someEncoders, n, samples, tokens, CODEBOOKS);
            StreamingDecoder.decode(someDecoders, n, tokens, CODEBOOKS, codebooks, decoded);
            for (int i = 0; i < n; i++) {
                int s = chosen[n - 1 - i];
                int[] expected = alone[s].encode(samples, i * HOP);
                assertArrayEquals(expected, Arrays.copyOfRange(tokens, i * CODEBOOKS, (i + 1) * CODEBOOKS));
                assertArrayEquals(
                        alone[s].decode(expected, codebooks[i]), Arrays.copyOfRange(decoded, i * HOP, (i + 1) * HOP));
            }
        }
    }

    /** Of each as many frames as it has: some one, some five, one more than fit in a pass. */
    @Test
    void shouldNotDependOnTheJobsOfTheSamePass() {
        int count = 40;
        SplittableRandom random = new SplittableRandom(40);
        float[] speech = TestAudio.speech(41, 2).samples();
        StreamingEncoder[] encoders = new StreamingEncoder[count];
        StreamingDecoder[] decoders = new StreamingDecoder[count];
        Alone[] alone = new Alone[count];
        for (int s = 0; s < count; s++) {
            encoders[s] = CODEC.newEncoder(CODEBOOKS);
            decoders[s] = CODEC.newDecoder();
            alone[s] = new Alone();
        }
        for (int round = 0; round < 4; round++) {
            List<EncodeJob> encoding = new ArrayList<>();
            List<DecodeJob> decoding = new ArrayList<>();
            for (int s = round % 2; s < count; s += 1 + round % 2) {
                int frames = s == 7 ? EncoderRoom.FRAMES + 1 : s % 3 == 0 ? 5 : 1 + random.nextInt(9);
                int codebooks = 1 + random.nextInt(CODEBOOKS);
                int from = random.nextInt(speech.length - frames * HOP);
                float[] samples = Arrays.copyOfRange(speech, from, from + frames * HOP);
                int[] tokens = new int[3 + frames * codebooks];
                encoding.add(new EncodeJob(encoders[s], samples, frames, tokens, 3, codebooks));
                decoding.add(new DecodeJob(decoders[s], tokens, 3, codebooks, frames, new float[frames * HOP]));
            }
            StreamingEncoder.encode(encoding);
            StreamingDecoder.decode(decoding);
            for (int i = 0; i < encoding.size(); i++) {
                EncodeJob job = encoding.get(i);
                int s = round % 2 + i * (1 + round % 2);
                for (int t = 0; t < job.frames(); t++) {
                    int[] expected = Arrays.copyOf(alone[s].encode(job.samples(), t * HOP), job.codebooks());
                    int at = 3 + t * job.codebooks();
                    assertArrayEquals(expected, Arrays.copyOfRange(job.tokens(), at, at + job.codebooks()));
                    assertArrayEquals(
                            alone[s].decode(expected, job.codebooks()),
                            Arrays.copyOfRange(decoding.get(i).samples(), t * HOP, (t + 1) * HOP));
                }
            }
        }
    }

    /** The same stream by itself. */
    private static final class Alone {

        private final StreamingEncoder encoder = CODEC.newEncoder(CODEBOOKS);
        private final StreamingDecoder decoder = CODEC.newDecoder();

        void reset(long frame) {
            encoder.reset();
            decoder.reset(frame);
        }

        int[] encode(float[] samples, int offset) {
            int[] tokens = new int[CODEBOOKS];
            encoder.encode(samples, offset, tokens, 0);
            return tokens;
        }

        float[] decode(int[] tokens, int codebooks) {
            float[] samples = new float[HOP];
            decoder.decode(tokens, 0, codebooks, samples, 0);
            return samples;
        }
    }
}
