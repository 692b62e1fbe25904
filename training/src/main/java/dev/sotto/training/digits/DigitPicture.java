package dev.sotto.training.digits;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Digits, the pictures that came back and the tokens between them, in rows below one another. */
public final class DigitPicture {

    /** Digits of a row. */
    public static final int COLUMNS = 10;

    private static final int CELL = 112;
    private static final int GAP = 8;
    private static final int LEFT = 150;
    private static final int TOP = 64;
    private static final int BETWEEN_BANDS = 28;

    private static final Color PAGE = new Color(0xfcfbf8);
    private static final Color INK = new Color(0x22202a);

    private DigitPicture() {}

    /** @param bands how many rows of digits, each with its tokens and what they became */
    public static BufferedImage of(DigitTrial trial, CodeColours colours, int bands, String title) {
        int band = 3 * (CELL + GAP) + BETWEEN_BANDS;
        int width = LEFT + COLUMNS * (CELL + GAP) + GAP;
        BufferedImage image = new BufferedImage(width, TOP + bands * band, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(PAGE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
        graphics.drawString(title, 2 * GAP, 40);
        for (int b = 0; b < bands; b++) {
            int top = TOP + b * band;
            label(graphics, "drawn", top);
            label(graphics, "tokens", top + CELL + GAP);
            label(graphics, "decoded", top + 2 * (CELL + GAP));
            for (int c = 0; c < COLUMNS; c++) {
                int digit = b * COLUMNS + c;
                int left = LEFT + c * (CELL + GAP);
                pixels(graphics, trial.drawn(), digit, left, top);
                tokens(graphics, trial.tokens(), colours, digit, left, top + CELL + GAP);
                pixels(graphics, trial.decoded(), digit, left, top + 2 * (CELL + GAP));
            }
        }
        graphics.dispose();
        return image;
    }

    private static void label(Graphics2D graphics, String text, int top) {
        graphics.setColor(INK);
        graphics.drawString(text, 2 * GAP, top + CELL / 2 + 7);
    }

    private static void pixels(Graphics2D graphics, float[] pictures, int picture, int left, int top) {
        int side = CELL / Digits.SIDE;
        for (int p = 0; p < Digits.PIXELS; p++) {
            float level = Math.max(0, Math.min(1, pictures[picture * Digits.PIXELS + p]));
            graphics.setColor(new Color(level, level, level));
            graphics.fillRect(left + p % Digits.SIDE * side, top + p / Digits.SIDE * side, side, side);
        }
    }

    private static void tokens(
            Graphics2D graphics, long[] tokens, CodeColours colours, int picture, int left, int top) {
        int side = CELL / DigitNetworks.GRID;
        for (int t = 0; t < DigitExample.TOKENS; t++) {
            graphics.setColor(new Color(colours.rgb(tokens[picture * DigitExample.TOKENS + t])));
            int x = left + t % DigitNetworks.GRID * side;
            int y = top + t / DigitNetworks.GRID * side;
            graphics.fillRect(x, y, side - 1, side - 1);
        }
    }
}
