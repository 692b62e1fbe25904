package dev.sotto.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Draws the sheets of {@link Lettering}, on a machine that has DejaVu Sans: {@code java -cp
 * codec/target/classes:codec/target/test-classes dev.sotto.picture.LetteringMaker
 * codec/src/main/resources/dev/sotto/picture}.
 */
public final class LetteringMaker {

    private LetteringMaker() {}

    public static void main(String[] folder) throws IOException {
        SpectrogramPicture.write(
                sheet(new Font("DejaVu Sans", Font.BOLD, 21)), Path.of(folder[0], "letters-large.png"));
        SpectrogramPicture.write(
                sheet(new Font("DejaVu Sans", Font.PLAIN, 16)), Path.of(folder[0], "letters-small.png"));
    }

    private static BufferedImage sheet(Font font) {
        BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        FontMetrics metrics = scratch.createGraphics().getFontMetrics(font);
        int cellWidth = 0;
        for (char c = Lettering.FIRST; c <= Lettering.LAST; c++) {
            cellWidth = Math.max(cellWidth, metrics.charWidth(c) + 1);
        }
        int cellHeight = 1 + metrics.getAscent() + metrics.getDescent();
        BufferedImage sheet = new BufferedImage(
                Lettering.COLUMNS * cellWidth, Lettering.ROWS * cellHeight, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(font);
        graphics.setColor(Color.BLACK);
        for (char c = Lettering.FIRST; c <= Lettering.LAST; c++) {
            int cell = c - Lettering.FIRST;
            int x = cell % Lettering.COLUMNS * cellWidth;
            int y = cell / Lettering.COLUMNS * cellHeight;
            graphics.fillRect(x, y, metrics.charWidth(c), 1);
            graphics.drawString(String.valueOf(c), x, y + 1 + metrics.getAscent());
        }
        graphics.dispose();
        return sheet;
    }
}
