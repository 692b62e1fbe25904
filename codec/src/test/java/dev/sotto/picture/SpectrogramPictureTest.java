package dev.sotto.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Waveform;
import dev.sotto.token.TokenSequence;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectrogramPictureTest {

    private static final int TOP = SpectrogramPicture.TOP;
    private static final int HEIGHT = SpectrogramPicture.PANEL_HEIGHT;

    @Test
    void shouldLightUpTheRowOfASine() {
        for (int hertz : new int[] {500, 1_000, 4_000, 7_000}) {
            BufferedImage image = SpectrogramPicture.spectrogram(sine(hertz, 1), "sine");
            for (int x : new int[] {100, 400, SpectrogramPicture.WIDTH / 2, 1200}) {
                int row = TOP + (int) Math.round((1 - hertz / 8_000.0) * (HEIGHT - 1));

                assertEquals(row, brightestRow(image, x), 1, hertz + " Hz at column " + x);
                assertTrue(brightness(image.getRGB(x, row)) > 550, "the peak is bright");
                assertTrue(
                        brightness(image.getRGB(x, (row + HEIGHT / 2 - TOP) % HEIGHT + TOP)) < 60, "the rest is dark");
            }
        }
    }

    @Test
    void shouldShowWhenASoundBegins() {
        float[] samples = sine(2_000, 2).samples().clone();
        Arrays.fill(samples, 0, 16_000, 0f);
        BufferedImage image = SpectrogramPicture.spectrogram(new Waveform(samples, 16_000), "late");
        int row = TOP + (int) Math.round(0.75 * (HEIGHT - 1));
        int middle = SpectrogramPicture.LEFT + SpectrogramPicture.PANEL_WIDTH / 2;

        assertTrue(brightness(image.getRGB(middle - 30, row)) < 60);
        assertTrue(brightness(image.getRGB(middle + 30, row)) > 500);
    }

    @Test
    void shouldShowWhatWasLostDarkerInAPanel() {
        Waveform original = sine(2_000, 1);
        float[] samples = original.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= 0.01f;
        }
        BufferedImage whole = SpectrogramPicture.panel(original, original, 320, 101);
        BufferedImage lost =
                SpectrogramPicture.panel(new Waveform(samples, 16_000).slice(0, 8_000), original, 320, 101);

        assertEquals(320, whole.getWidth());
        assertEquals(101, whole.getHeight());
        assertTrue(brightness(whole.getRGB(80, 75)) > 550, "the row of 2 of 8 kHz");
        assertTrue(brightness(lost.getRGB(80, 75)) < 400, "40 dB less");
        assertTrue(brightness(lost.getRGB(80, 75)) > 60);
        assertTrue(brightness(lost.getRGB(240, 75)) < 10, "after its end");
    }

    @Test
    void shouldBeAsWideForAnHourAsForASecond() {
        BufferedImage second = SpectrogramPicture.spectrogram(sine(1_000, 1), "a second");
        BufferedImage hour = SpectrogramPicture.spectrogram(new Waveform(new float[3600 * 16_000], 16_000), "an hour");

        assertEquals(SpectrogramPicture.WIDTH, second.getWidth());
        assertEquals(second.getWidth(), hour.getWidth());
        assertEquals(second.getHeight(), hour.getHeight());
    }

    @Test
    void shouldPutEachTokenInItsPlace() {
        Waveform sound = sine(1_000, 1);
        int[] first = new int[100];
        Arrays.setAll(first, i -> i % 2 == 0 ? 7 : 8);
        int[] second = first.clone();
        // The second codebook in frame 25: at half of the time.
        second[51] = 900;
        BufferedImage before = SpectrogramPicture.compare(sound, new TokenSequence(2, first), 50, sound);
        BufferedImage after = SpectrogramPicture.compare(sound, new TokenSequence(2, second), 50, sound);
        int[] changed = IntStream.range(0, before.getWidth() * before.getHeight())
                .filter(i -> pixel(before, i) != pixel(after, i))
                .toArray();
        int frame = SpectrogramPicture.PANEL_WIDTH / 50;
        int centre = SpectrogramPicture.LEFT + SpectrogramPicture.PANEL_WIDTH / 2 + frame / 2;

        assertEquals(25 * (frame - 1), changed.length, 2 * 25);
        assertTrue(Arrays.stream(changed).allMatch(i -> Math.abs(i % before.getWidth() - centre) <= frame / 2 + 1));
        assertEquals(Colours.token(900).getRGB(), pixel(after, changed[0]));
    }

    @Test
    void shouldGrowWithTheCodebooksWithinLimits() {
        Waveform sound = sine(1_000, 1);
        int one = SpectrogramPicture.compare(sound, tokens(1), 50, sound).getHeight();
        int eight = SpectrogramPicture.compare(sound, tokens(8), 50, sound).getHeight();
        int sixteen = SpectrogramPicture.compare(sound, tokens(16), 50, sound).getHeight();

        assertEquals(one + 7 * 26, eight);
        assertEquals(eight, sixteen);
    }

    @Test
    void shouldDrawLittleNothingAndNonsense() {
        Waveform empty = new Waveform(new float[0], 16_000);
        Waveform nonsense = new Waveform(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f, -1e30f}, 8_000);

        assertEquals(
                SpectrogramPicture.WIDTH,
                SpectrogramPicture.spectrogram(empty, "").getWidth());
        assertEquals(
                SpectrogramPicture.WIDTH,
                SpectrogramPicture.spectrogram(nonsense, "日本".repeat(500)).getWidth());
        SpectrogramPicture.compare(empty, new TokenSequence(3, new int[0]), 50, nonsense);
    }

    @Test
    void shouldWriteAPngThatReadsBack(@TempDir Path folder) throws IOException {
        BufferedImage image = SpectrogramPicture.spectrogram(sine(1_000, 1), "sine");
        Path path = folder.resolve("sine.png");
        SpectrogramPicture.write(image, path);
        BufferedImage read = ImageIO.read(path.toFile());

        assertEquals(image.getWidth(), read.getWidth());
        assertEquals(image.getRGB(700, 200), read.getRGB(700, 200));
        assertTrue(Files.size(path) > 5_000);
        assertThrows(
                NoSuchFileException.class,
                () -> SpectrogramPicture.write(image, folder.resolve("none").resolve("x.png")));
    }

    private static TokenSequence tokens(int numCodebooks) {
        return new TokenSequence(numCodebooks, new int[50 * numCodebooks]);
    }

    private static int brightestRow(BufferedImage image, int x) {
        int brightest = TOP;
        for (int y = TOP; y < TOP + HEIGHT; y++) {
            if (brightness(image.getRGB(x, y)) > brightness(image.getRGB(x, brightest))) {
                brightest = y;
            }
        }
        return brightest;
    }

    private static int brightness(int rgb) {
        return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
    }

    private static int pixel(BufferedImage image, int index) {
        return image.getRGB(index % image.getWidth(), index / image.getWidth());
    }

    private static Waveform sine(double hertz, int seconds) {
        float[] samples = new float[16_000 * seconds];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / 16_000));
        }
        return new Waveform(samples, 16_000);
    }
}
