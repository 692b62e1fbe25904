package dev.sotto.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Text without fonts: letters that were drawn once ({@code LetteringMaker}, in the tests) and lie in the jar. A server
 * or a container with nothing but a JDK has no fonts, and Java2D's text fails there; so the same picture comes out
 * everywhere.
 *
 * <p>A sheet holds the characters of Latin-1 from the space on, 16 a row in cells of one size. The topmost row of
 * pixels of a cell is no part of the letter: as many of them as the letter is wide are set.
 */
final class Lettering {

    static final int COLUMNS = 16;
    static final char FIRST = ' ';
    static final char LAST = 0xff;
    static final int ROWS = (LAST + 1 - FIRST) / COLUMNS;

    /** For titles. */
    static final Lettering LARGE = new Lettering("letters-large.png");
    /** For the numbers on axes. */
    static final Lettering SMALL = new Lettering("letters-small.png");

    private final BufferedImage sheet;
    private final int cellWidth;
    private final int cellHeight;

    private Lettering(String resource) {
        try (InputStream in = Lettering.class.getResourceAsStream(resource)) {
            this.sheet = ImageIO.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.cellWidth = sheet.getWidth() / COLUMNS;
        this.cellHeight = sheet.getHeight() / ROWS;
    }

    int height() {
        return cellHeight - 1;
    }

    int width(String text) {
        return text.chars().map(this::advance).sum();
    }

    /** What the sheet has not becomes a question mark. */
    private static int cell(int character) {
        return (character < FIRST || character > LAST ? '?' : character) - FIRST;
    }

    private int advance(int character) {
        int left = cell(character) % COLUMNS * cellWidth;
        int top = cell(character) / COLUMNS * cellHeight;
        int width = 0;
        while (width < cellWidth && sheet.getRGB(left + width, top) >>> 24 != 0) {
            width++;
        }
        return width;
    }

    /** Draws text whose top left corner is given, as many letters as there is room for. */
    void draw(Graphics2D graphics, String text, int x, int y, int room, Color colour) {
        int at = x;
        for (char character : text.toCharArray()) {
            if (at + advance(character) > x + room) {
                return;
            }
            graphics.drawImage(letter(character, colour), at, y, null);
            at += advance(character);
        }
    }

    private BufferedImage letter(char character, Color colour) {
        int left = cell(character) % COLUMNS * cellWidth;
        int top = cell(character) / COLUMNS * cellHeight + 1;
        BufferedImage letter = new BufferedImage(cellWidth, height(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < cellWidth; x++) {
                int alpha = sheet.getRGB(left + x, top + y) & 0xff00_0000;
                letter.setRGB(x, y, alpha | colour.getRGB() & 0xff_ffff);
            }
        }
        return letter;
    }
}
