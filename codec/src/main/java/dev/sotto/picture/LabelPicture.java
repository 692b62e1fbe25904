package dev.sotto.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which tokens come with which labels: a row a label, a column a token, as bright as the label's share in the token's
 * frames. Tokens stand in the order of their most frequent labels, so that tokens that know what they are of make a
 * bright diagonal. Tokens that never come are left out.
 */
public final class LabelPicture {

    private static final int ROW_HEIGHT = 18;
    private static final int MOST_ROWS = 100;
    private static final int BELOW = 30;

    private LabelPicture() {}

    /**
     * @param counts how often each token comes with each label, {@code [tokens][labels]}
     * @param labels names; the first hundred are shown
     */
    public static BufferedImage of(int[][] counts, List<String> labels, String title) {
        int rows = Math.min(labels.size(), MOST_ROWS);
        List<Integer> tokens = IntStream.range(0, counts.length)
                .filter(token -> total(counts[token]) > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer token) -> best(counts[token]))
                        .thenComparingDouble(token -> -share(counts[token], best(counts[token]))))
                .toList();
        BufferedImage image = SpectrogramPicture.page(SpectrogramPicture.TOP + rows * ROW_HEIGHT + BELOW);
        Graphics2D graphics = image.createGraphics();
        SpectrogramPicture.title(graphics, title, SpectrogramPicture.TOP);
        for (int x = 0; x < SpectrogramPicture.PANEL_WIDTH && !tokens.isEmpty(); x++) {
            int token = tokens.get((int) ((long) x * tokens.size() / SpectrogramPicture.PANEL_WIDTH));
            for (int label = 0; label < rows; label++) {
                int colour = Colours.scale(share(counts[token], label));
                for (int y = 0; y < ROW_HEIGHT; y++) {
                    image.setRGB(SpectrogramPicture.LEFT + x, SpectrogramPicture.TOP + label * ROW_HEIGHT + y, colour);
                }
            }
        }
        for (int label = 0; label < rows; label++) {
            String name = labels.get(label);
            int width = Math.min(Lettering.SMALL.width(name), SpectrogramPicture.LEFT - 16);
            int y = SpectrogramPicture.TOP + label * ROW_HEIGHT + (ROW_HEIGHT - Lettering.SMALL.height()) / 2;
            Lettering.SMALL.draw(graphics, name, SpectrogramPicture.LEFT - 8 - width, y, width, Colours.FAINT_INK);
        }
        graphics.dispose();
        return image;
    }

    private static long total(int[] counts) {
        return IntStream.of(counts).asLongStream().sum();
    }

    private static double share(int[] counts, int label) {
        return counts[label] / (double) total(counts);
    }

    private static int best(int[] counts) {
        int best = 0;
        for (int label = 1; label < counts.length; label++) {
            best = counts[label] > counts[best] ? label : best;
        }
        return best;
    }
}
