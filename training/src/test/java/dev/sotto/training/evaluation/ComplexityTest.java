package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplexityTest {

    private static final CodecConfig SMALL = new CodecConfig(
            16_000,
            80,
            2,
            3,
            5,
            new CodecConfig.Dilations(List.of(1), List.of(1, 2), List.of(1), List.of(1, 3)),
            7,
            2,
            16,
            4);

    @Test
    void shouldBeWhatOneCountsByHand() {
        Complexity costs = Complexity.of(SMALL);

        // In and units (window 3, then 1) twice a frame, down, units, out.
        int encoder = 2 * 112 * 3 * 3 + 2 * (3 * 3 * 4) + 5 * 3 * 4 + 2 * (5 * 5 * 4) + 7 * 5;
        // In, unit, up to 2 x 3 channels, units and out twice a frame.
        int decoder = 5 * 7 * 3 + 5 * 5 * 4 + 6 * 5 * 2 + 2 * 2 * (3 * 3 * 4) + 2 * 51 * 3 * 3;
        int search = 2 * 16 * 7;
        assertEquals(encoder / 1e6, costs.encoderMmacPerFrame(), 1e-12);
        assertEquals(decoder / 1e6, costs.decoderMmacPerFrame(), 1e-12);
        assertEquals(search / 1e6, costs.quantizerMmacPerFrame(), 1e-12);
        assertEquals((encoder + decoder + search) / 1e6, costs.mmacPerFrame(), 1e-12);
        assertEquals(100 * costs.mmacPerFrame(), costs.mmacPerSecond(), 1e-9);
        assertEquals(search, costs.parametersWithCodebooks() - costs.parameters());
    }

    @Test
    void shouldCountTheParametersOfTheModelThatShips() {
        Complexity costs = Complexity.of(CodecConfig.DEFAULT);
        int floats = TestModels.full(1).tensors().values().stream()
                .mapToInt(tensor -> tensor.values().length)
                .sum();

        assertEquals(floats, costs.parametersWithCodebooks());
    }

    @Test
    void shouldStateTheLatencyThatAnImpulseShows() {
        SpeechCodec codec = SpeechCodec.of(TestModels.tiny(3));
        Waveform speech = TestAudio.speech(1, 1);
        Waveform before = coded(codec, speech);
        int hop = codec.config().hopLength();
        int longest = 0;
        for (int frame = 10; frame < 40; frame++) {
            // The last samples of a frame are what the whole frame waits for; the very last weigh next to nothing in
            // the analysis' windows.
            for (int at : new int[] {frame * hop, frame * hop + hop / 2, frame * hop + hop - 20}) {
                float[] samples = speech.samples().clone();
                samples[at] += 0.9f;
                Waveform after = coded(codec, new Waveform(samples, speech.sampleRate()));
                longest = Math.max(longest, at + 1 - firstDifference(before, after));
            }
        }

        double latency = Complexity.of(codec.config()).latencyMs();
        assertEquals(latency * speech.sampleRate() / 1000 - 19, longest);
        assertEquals(45, latency, 1e-12);
    }

    private static Waveform coded(SpeechCodec codec, Waveform speech) {
        return codec.decode(codec.encode(speech, codec.config().numCodebooks()), speech.length());
    }

    /** The first sample of the output, in step with the input, that the impulse changes. */
    private static int firstDifference(Waveform before, Waveform after) {
        for (int i = 0; i < before.length(); i++) {
            if (before.samples()[i] != after.samples()[i]) {
                return i;
            }
        }
        return before.length();
    }
}
