package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableAudioTest {

    @TempDir
    private Path folder;

    private void shouldRefuse(Path file, String reason) {
        String message = assertThrows(UnreadableAudioException.class, () -> AudioFiles.read(file))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.contains(reason), message);
        assertEquals(1, message.lines().count());
        assertTrue(message.endsWith("."), message);
    }

    private void shouldRefuse(byte[] bytes, String reason) throws IOException {
        Path file = folder.resolve("sound.wav");
        Files.write(file, bytes);
        shouldRefuse(file, reason);
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        shouldRefuse(folder.resolve("missing.wav"), "There is no file");
        shouldRefuse(folder.resolve("no-folder").resolve("missing.wav"), "There is no file");
    }

    @Test
    void shouldRefuseAFolder() {
        shouldRefuse(folder, "is a directory");
    }

    @Test
    void shouldRefuseAnEmptyFile() throws IOException {
        shouldRefuse(new byte[0], "is empty");
    }

    @Test
    void shouldRefuseText() throws IOException {
        String text = "Dear diary, this is no sound at all. ".repeat(1000);
        shouldRefuse(text.getBytes(StandardCharsets.UTF_8), "is no audio file");
        shouldRefuse(("RIFF" + text).getBytes(StandardCharsets.UTF_8), "no WAVE");
        shouldRefuse(("fLaC" + text).getBytes(StandardCharsets.UTF_8), "FLAC header");
        shouldRefuse(("ID3" + text).getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void shouldRefuseAWavWithoutSamples() throws IOException {
        shouldRefuse(new WavBuilder().build(), "holds no sound");
        shouldRefuse(new WavBuilder().data(new byte[1]).build(), "holds no sound");
        shouldRefuse(new WavBuilder().claimedLength(0xffff_fff0L).build(), "holds no sound");
        shouldRefuse(new WavBuilder().sampleRate(48_000).build(), "holds no sound");
    }

    @Test
    void shouldRefuseAbsurdHeaders() throws IOException {
        byte[] data = new byte[100];
        shouldRefuse(new WavBuilder().data(data).sampleRate(1).build(), "1 Hz");
        shouldRefuse(new WavBuilder().data(data).sampleRate(2_000_000_000).build(), "2000000000 Hz");
        shouldRefuse(new WavBuilder().data(data).sampleRate(-1).build(), "-1 Hz");
        shouldRefuse(new WavBuilder().data(data).channels(0).build(), "");
        shouldRefuse(new WavBuilder().data(data).channels(65).build(), "65 channels");
        shouldRefuse(new WavBuilder().data(data).channels(0xffff).build(), "");
        shouldRefuse(new WavBuilder().data(data).bits(0).build(), "");
        shouldRefuse(new WavBuilder().data(data).bits(72).build(), "");
    }

    @Test
    void shouldRefuseABareRateThatIsNone() {
        InputStream in = new ByteArrayInputStream(new byte[100]);
        String message = assertThrows(UnreadableAudioException.class, () -> AudioFiles.readRaw(in, 0, "standard input"))
                .getMessage();
        assertTrue(message.contains("standard input") && message.contains("0 Hz"), message);
    }

    /** Whatever the bytes, there is sound or a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"tone.mp3", "tone.flac", "tone.wav"})
    void shouldSurviveDamage(String name) throws IOException {
        byte[] good = name.endsWith(".wav")
                ? new WavBuilder()
                        .channels(2)
                        .extensible()
                        .integers(24, new double[3000])
                        .build()
                : AudioFilesTest.class.getResourceAsStream(name).readAllBytes();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 120; i++) {
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = 0; flips < i % 3 * 3 && bad.length > 0; flips++) {
                int at = random.nextInt(i % 2 == 0 ? Math.min(100, bad.length) : bad.length);
                bad[at] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertTrue(AudioFiles.read(new ByteArrayInputStream(bad), name).length() > 0);
            } catch (UnreadableAudioException e) {
                assertTrue(e.getMessage().contains(name), e.getMessage());
            }
        }
    }
}
