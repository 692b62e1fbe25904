package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFilesTest {

    private static final double[] SAMPLES = {0, 0.5, -0.5, 0.25, -1, 0.75, 0.125, -0.25};

    @TempDir
    private Path folder;

    private static Waveform read(byte[] file) {
        return AudioFiles.read(new ByteArrayInputStream(file), "a test's file");
    }

    private static Waveform read(WavBuilder file) {
        return read(file.build());
    }

    @Test
    void shouldReadEvery16BitValueExactly() {
        byte[] pcm = new byte[2 * 65_536];
        for (int i = 0; i < 65_536; i++) {
            pcm[2 * i] = (byte) i;
            pcm[2 * i + 1] = (byte) (i >> 8);
        }

        Waveform sound = read(new WavBuilder().data(pcm));

        assertEquals(16_000, sound.sampleRate());
        assertArrayEquals(Pcm16.toFloats(pcm), sound.samples());
        assertEquals(-1f, sound.samples()[32_768]);
    }

    static Stream<WavBuilder> sameSounds() {
        return Stream.of(
                new WavBuilder().integers(8, SAMPLES),
                new WavBuilder().integers(16, SAMPLES),
                new WavBuilder().integers(24, SAMPLES),
                new WavBuilder().integers(32, SAMPLES),
                new WavBuilder().floats(SAMPLES),
                new WavBuilder().integers(8, SAMPLES).extensible(),
                new WavBuilder().integers(16, SAMPLES).extensible(),
                new WavBuilder().integers(24, SAMPLES).extensible(),
                new WavBuilder().integers(32, SAMPLES).extensible(),
                new WavBuilder().floats(SAMPLES).extensible());
    }

    @ParameterizedTest
    @MethodSource("sameSounds")
    void shouldReadTheSameFromEveryWidth(WavBuilder file) {
        float[] samples = read(file).samples();

        for (int i = 0; i < SAMPLES.length; i++) {
            assertEquals(SAMPLES[i], samples[i], "sample " + i);
        }
        assertEquals(SAMPLES.length, samples.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void shouldAverageTheChannels(int bits) {
        WavBuilder file = new WavBuilder().channels(3).integers(bits, 0.5, 0.25, 0, -0.75, 0, 0);

        assertArrayEquals(new float[] {0.25f, -0.25f}, read(file).samples());
        assertArrayEquals(new float[] {0.25f, -0.25f}, read(file.extensible()).samples());
    }

    @Test
    void shouldKeepWildFloatsWithinRange() {
        Waveform sound = read(new WavBuilder().floats(Double.NaN, 3, -3, Double.POSITIVE_INFINITY, 0.5));

        assertArrayEquals(new float[] {0, 32767 / 32768f, -1, 32767 / 32768f, 0.5f}, sound.samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 22_050, 24_000, 44_100, 48_000, 96_000})
    void shouldReadEveryRate(int rate) {
        double[] tone = new double[rate];
        for (int i = 0; i < rate; i++) {
            tone[i] = 0.5 * Math.sin(2 * Math.PI * 1000 * i / rate);
        }

        Waveform sound = read(new WavBuilder().sampleRate(rate).integers(16, tone));

        assertEquals(16_000, sound.length());
        assertEquals(0.5, Tone.amplitude(sound, 1000), 0.005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone.flac", "tone8.flac", "tone.mp3"})
    void shouldReadCompressedSound(String name) throws IOException {
        try (InputStream in = AudioFilesTest.class.getResourceAsStream(name)) {
            Waveform sound = AudioFiles.read(in, name);

            // This MP3 knows no length: whole frames of 26 ms, and those that its filters add. LAME scales by 0.95.
            boolean mp3 = name.endsWith(".mp3");
            assertEquals(8000, sound.length(), mp3 ? 1300 : 0);
            assertEquals(mp3 ? 0.475 : 0.5, Tone.amplitude(sound.slice(2000, 4000), 440), 0.01);
        }
    }

    @Test
    void shouldReadFlacExactly() throws Exception {
        byte[] pcm = Pcm16.toBytes(AudioFiles.defaultClip().samples());

        // What the encoder noted in the file.
        assertEquals(
                "079f74fe4ec76b7f210347dca1e01c31",
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(pcm)));
        assertEquals(157_520, pcm.length / 2);
    }

    /** What there is, and only to those who ask for it. */
    private static Waveform half(byte[] file, String promise) {
        Reading half = AudioFiles.readWhatIsThere(new ByteArrayInputStream(file), "half a file");
        assertFalse(half.isWhole());
        assertTrue(half.shortfall().startsWith("half a file is cut short or damaged: "), half.shortfall());
        assertTrue(half.shortfall().contains(promise), half.shortfall());
        assertThrows(UnreadableAudioException.class, () -> read(file));
        return half.sound();
    }

    @Test
    void shouldNotTakeHalfAFileForAWholeOne() throws IOException {
        byte[] wav = new WavBuilder().integers(16, SAMPLES).build();
        assertEquals(
                SAMPLES.length - 2,
                half(Arrays.copyOf(wav, wav.length - 3), "promises").length());

        try (InputStream in = AudioFiles.class.getResourceAsStream("default.flac")) {
            byte[] flac = in.readAllBytes();
            Waveform half = half(Arrays.copyOf(flac, flac.length / 2), "ends inside a frame");
            assertTrue(half.length() > 50_000, half.toString());
            Waveform whole = AudioFiles.defaultClip();
            assertArrayEquals(
                    whole.slice(0, 50_000).samples(), half.slice(0, 50_000).samples());
        }
    }

    @Test
    void shouldBelieveTheSamplesRatherThanTheirCount() {
        assertEquals(
                8,
                read(new WavBuilder().integers(16, SAMPLES).claimedLength(0xffff_fff0L))
                        .length());
        assertEquals(
                8,
                read(new WavBuilder().integers(16, SAMPLES).claimedLength(0xffff_ffffL))
                        .length());
    }

    @Test
    void shouldReadBareSamplesOfAnyRate() {
        byte[] pcm = Pcm16.toBytes(TestAudio.sine(440, 0.5).samples());

        assertArrayEquals(
                Pcm16.toFloats(pcm),
                AudioFiles.readRaw(new ByteArrayInputStream(pcm), 16_000, "-").samples());
        assertEquals(
                16_000,
                AudioFiles.readRaw(new ByteArrayInputStream(pcm), 8_000, "-").length());
        byte[] odd = Arrays.copyOf(pcm, pcm.length - 1);
        assertEquals(
                7_999,
                AudioFiles.readRaw(new ByteArrayInputStream(odd), 16_000, "-").length());
    }

    @Test
    void shouldWriteWhatItReads() throws IOException {
        Waveform sound = new Waveform(
                Pcm16.toFloats(Pcm16.toBytes(TestAudio.noise(1, 0.3).samples())), 16_000);
        Path file = folder.resolve("noise.wav");

        AudioFiles.writeWav(sound, file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AudioFiles.writeWav(sound, bytes);

        assertEquals(sound, AudioFiles.read(file));
        assertArrayEquals(Files.readAllBytes(file), bytes.toByteArray());
        assertEquals(44 + 2 * sound.length(), Files.size(file));
    }
}
