package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateConverterTest {

    private static Waveform sine(double hertz, int rate, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new Waveform(samples, rate);
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 200", "8000, 1000", "8000, 3000",
        "24000, 200", "24000, 1000", "24000, 6200",
        "44100, 200", "44100, 1000", "44100, 6200",
        "48000, 200", "48000, 1000", "48000, 6200"
    })
    void shouldKeepLevelAndPhase(int rate, double hertz) {
        Waveform sound = RateConverter.convert(sine(hertz, rate, rate), 16_000);

        assertEquals(0, decibels(Tone.amplitude(sound, hertz) / 0.5), 0.1);
        Waveform expected = sine(hertz, 16_000, 16_000);
        for (int i = 200; i < 15_800; i++) {
            assertEquals(expected.samples()[i], sound.samples()[i], 0.01, "sample " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"24000, 9500", "44100, 9500", "44100, 15000", "48000, 9500", "48000, 20000", "96000, 12345"})
    void shouldLetNothingThroughThatWouldAlias(int rate, double hertz) {
        Waveform sound = RateConverter.convert(sine(hertz, rate, rate), 16_000).slice(200, 15_600);

        double power = 0;
        for (float sample : sound.samples()) {
            power += sample * sample;
        }
        double amplitude = Math.sqrt(2 * power / sound.length());
        assertTrue(decibels(amplitude / 0.5) < -60, decibels(amplitude / 0.5) + " dB");
    }

    @Test
    void shouldLetNoImageThrough() {
        Waveform sound = RateConverter.convert(sine(1000, 8_000, 8_000), 16_000);

        assertTrue(decibels(Tone.amplitude(sound, 7000) / 0.5) < -60);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 22_050, 24_000, 44_100, 48_000, 192_000})
    void shouldGiveTheRightLengthToASample(int rate) {
        for (int length : new int[] {0, 1, 2, 17, 320, 5_000, 123_457}) {
            Waveform sound = RateConverter.convert(sine(300, rate, length), 16_000);

            assertEquals(Math.round(length * 16_000.0 / rate), sound.length(), length + " samples");
        }
    }

    private static float[] inPieces(Waveform sound, int to, IntSupplier length) {
        RateConverter converter = new RateConverter(sound.sampleRate(), to);
        SampleBuffer pieces = new SampleBuffer();
        for (int from = 0, end; from < sound.length(); from = end) {
            end = Math.min(sound.length(), from + length.getAsInt());
            pieces.add(converter.add(Arrays.copyOfRange(sound.samples(), from, end)));
        }
        pieces.add(converter.end());
        return pieces.toArray();
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "44100, 16000", "48000, 16000", "192000, 16000", "16000, 8000", "16000, 48000"})
    void shouldGiveTheSameToTheBitInWhateverPieces(int from, int to) {
        Waveform sound = sine(1000, from, 120_001);
        float[] whole = RateConverter.convert(sound, to).samples();
        SplittableRandom random = new SplittableRandom(1);

        for (int length : new int[] {7, 160, 480, 1_999, 24_000, 48_000}) {
            assertArrayEquals(whole, inPieces(sound, to, () -> length), "in pieces of " + length);
        }
        assertArrayEquals(whole, inPieces(sound, to, () -> random.nextInt(3_000)), "in pieces of any length");
    }

    /** As telephony sends them: what 20 ms became does not wait for the next 20. */
    @ParameterizedTest
    @ValueSource(ints = {8_000, 24_000, 48_000})
    void shouldLagByLessThanAPiece(int rate) {
        RateConverter converter = new RateConverter(rate, 16_000);
        int given = 0;
        for (int i = 1; i <= 50; i++) {
            given += converter.add(new float[rate / 50]).length;
            assertTrue(given > (i - 1) * 320 && given <= i * 320, given + " of " + i + " pieces");
        }
    }

    @Test
    void shouldHandOnSamplesThatHaveTheRateAlready() {
        float[] samples = {0.1f, 0.2f};

        assertSame(samples, new RateConverter(16_000, 16_000).add(samples));
    }
}
