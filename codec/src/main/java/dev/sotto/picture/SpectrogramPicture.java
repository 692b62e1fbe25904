package dev.sotto.picture;

import dev.sotto.NamedOutput;
import dev.sotto.audio.Waveform;
import dev.sotto.token.TokenSequence;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Speech to look at: what was spoken, the tokens that it became, and what they became again. Needs no screen or fonts.
 */
public final class SpectrogramPicture {

    /** Pixels of every picture, however long the sound. */
    public static final int WIDTH = 1400;

    static final int LEFT = 84;
    static final int TOP = 62;
    static final int PANEL_WIDTH = 1214;
    static final int PANEL_HEIGHT = 256;
    private static final int BETWEEN = 74;
    private static final int BELOW = 62;
    private static final int MAX_TOKENS_HEIGHT = 208;
    private static final int MAX_ROW_HEIGHT = 26;

    private SpectrogramPicture() {}

    /** One sound. */
    public static BufferedImage spectrogram(Waveform sound, String title) {
        TimeAxis time = new TimeAxis(LEFT, PANEL_WIDTH, sound.seconds());
        Spectrogram spectrogram = Spectrogram.of(sound, time.seconds(), PANEL_WIDTH);
        BufferedImage image = page(TOP + PANEL_HEIGHT + BELOW);
        Graphics2D graphics = image.createGraphics();
        SpectrogramPanel.draw(image, TOP, title, spectrogram, spectrogram.peak());
        time.draw(graphics, TOP + PANEL_HEIGHT, true);
        graphics.dispose();
        return image;
    }

    /**
     * A bare spectrogram, for pages that do their own lettering: as long and as bright as {@code original} makes it, so
     * that what was lost is darker.
     */
    public static BufferedImage panel(Waveform sound, Waveform original, int width, int height) {
        Spectrogram spectrogram = Spectrogram.of(sound, original.seconds(), width);
        double peak = Spectrogram.of(original, original.seconds(), width).peak();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, SpectrogramPanel.colour(spectrogram.power(x, 1 - y / (height - 1.0)), peak));
            }
        }
        return image;
    }

    /**
     * The sound before and after the codec with the tokens between them, over one time axis. Both sounds have one
     * colour scale, so that what was lost is darker.
     *
     * @param frameRate of the tokens, Hz
     */
    public static BufferedImage compare(Waveform original, TokenSequence tokens, double frameRate, Waveform decoded) {
        TimeAxis time = new TimeAxis(LEFT, PANEL_WIDTH, Math.max(original.seconds(), decoded.seconds()));
        Spectrogram before = Spectrogram.of(original, time.seconds(), PANEL_WIDTH);
        Spectrogram after = Spectrogram.of(decoded, time.seconds(), PANEL_WIDTH);
        int rowHeight = Math.min(MAX_ROW_HEIGHT, MAX_TOKENS_HEIGHT / tokens.numCodebooks());
        int tokensTop = TOP + PANEL_HEIGHT + BETWEEN;
        int tokensHeight = rowHeight * tokens.numCodebooks();
        int decodedTop = tokensTop + tokensHeight + BETWEEN;
        BufferedImage image = page(decodedTop + PANEL_HEIGHT + BELOW);
        Graphics2D graphics = image.createGraphics();
        SpectrogramPanel.draw(image, TOP, "Original", before, before.peak());
        time.draw(graphics, TOP + PANEL_HEIGHT, false);
        String title = String.format(
                Locale.ROOT,
                "Tokens: %s, %d frames a second",
                tokens.numCodebooks() == 1 ? "1 codebook" : tokens.numCodebooks() + " codebooks",
                Math.round(frameRate));
        TokenPanel.draw(graphics, tokensTop, rowHeight, title, tokens, frameRate * time.seconds());
        time.draw(graphics, tokensTop + tokensHeight, false);
        SpectrogramPanel.draw(image, decodedTop, "Decoded", after, before.peak());
        time.draw(graphics, decodedTop + PANEL_HEIGHT, true);
        graphics.dispose();
        return image;
    }

    static BufferedImage page(int height) {
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Colours.PAGE);
        graphics.fillRect(0, 0, WIDTH, height);
        graphics.dispose();
        return image;
    }

    static void title(Graphics2D graphics, String title, int panelTop) {
        Lettering.LARGE.draw(graphics, title, LEFT, panelTop - Lettering.LARGE.height() - 10, PANEL_WIDTH, Colours.INK);
    }

    /** Writes a picture as PNG; a file that exists is replaced. */
    public static void write(BufferedImage image, Path path) throws IOException {
        try (OutputStream file = NamedOutput.open(path);
                ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }
}
