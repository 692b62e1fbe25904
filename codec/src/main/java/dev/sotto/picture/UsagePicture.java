package dev.sotto.picture;

import dev.sotto.token.TokenSequence;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How often the tokens of each codebook come: one panel a codebook, its tokens from the most to the least frequent, on
 * a logarithmic scale. A line marks where all bars would end if the tokens came alike.
 */
public final class UsagePicture {

    private static final int PANEL_HEIGHT = 96;
    private static final int BETWEEN = 56;

    /** From the top of a panel to its bottom, in powers of ten: from all frames to one in 100,000. */
    private static final int DECADES = 5;

    private static final Color BARS = new Color(0x812581);

    private UsagePicture() {}

    /** @param sequences of one number of codebooks, with a frame at least */
    public static BufferedImage of(List<TokenSequence> sequences, int codebookSize) {
        int codebooks = sequences.get(0).numCodebooks();
        int height = SpectrogramPicture.TOP + codebooks * (PANEL_HEIGHT + BETWEEN);
        BufferedImage image = SpectrogramPicture.page(height);
        Graphics2D graphics = image.createGraphics();
        for (int q = 0; q < codebooks; q++) {
            int top = SpectrogramPicture.TOP + q * (PANEL_HEIGHT + BETWEEN);
            draw(graphics, top, "Codebook " + (q + 1), shares(sequences, q, codebookSize));
        }
        graphics.dispose();
        return image;
    }

    /** From the greatest to the least. */
    private static double[] shares(List<TokenSequence> sequences, int codebook, int size) {
        long[] counts = new long[size];
        long total = 0;
        for (TokenSequence tokens : sequences) {
            for (int t = 0; t < tokens.numFrames(); t++) {
                counts[tokens.token(t, codebook)]++;
                total++;
            }
        }
        Arrays.sort(counts);
        double[] shares = new double[size];
        for (int i = 0; i < size; i++) {
            shares[i] = counts[size - 1 - i] / (double) total;
        }
        return shares;
    }

    private static void draw(Graphics2D graphics, int top, String name, double[] shares) {
        long used = Arrays.stream(shares).filter(share -> share > 0).count();
        String title = String.format(
                Locale.ROOT,
                "%s: %d of %d tokens come, the most frequent in %.1f %% of the frames",
                name,
                used,
                shares.length,
                100 * shares[0]);
        SpectrogramPicture.title(graphics, title, top);
        double width = SpectrogramPicture.PANEL_WIDTH / (double) shares.length;
        for (int x = 0; x < SpectrogramPicture.PANEL_WIDTH; x++) {
            int bar = height(shares[(int) (x / width)]);
            graphics.setColor(BARS);
            graphics.fillRect(SpectrogramPicture.LEFT + x, top + PANEL_HEIGHT - bar, 1, bar);
        }
        graphics.setColor(Colours.INK);
        graphics.fillRect(SpectrogramPicture.LEFT, top + PANEL_HEIGHT, SpectrogramPicture.PANEL_WIDTH, 1);
        int even = top + PANEL_HEIGHT - height(1.0 / shares.length);
        graphics.setColor(Colours.FAINT_INK);
        graphics.fillRect(SpectrogramPicture.LEFT, even, SpectrogramPicture.PANEL_WIDTH, 1);
        label(graphics, "100 %", top);
        label(graphics, "1 %", top + PANEL_HEIGHT - height(0.01));
        label(graphics, "0.01 %", top + PANEL_HEIGHT - height(1e-4));
    }

    private static int height(double share) {
        double decades = DECADES + Math.log10(Math.max(share, 1e-9));
        return (int) Math.round(PANEL_HEIGHT * Math.max(0, decades) / DECADES);
    }

    private static void label(Graphics2D graphics, String text, int y) {
        int width = Lettering.SMALL.width(text);
        int x = SpectrogramPicture.LEFT - 12 - width;
        Lettering.SMALL.draw(graphics, text, x, y - Lettering.SMALL.height() / 2, width, Colours.FAINT_INK);
    }
}
