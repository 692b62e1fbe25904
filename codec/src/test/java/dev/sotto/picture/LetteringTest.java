package dev.sotto.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LetteringTest {

    @Test
    void shouldHaveEveryPrintableCharacter() {
        for (Lettering lettering : new Lettering[] {Lettering.SMALL, Lettering.LARGE}) {
            for (char c = '!'; c <= '~'; c++) {
                assertTrue(ink(lettering, String.valueOf(c), 100) > 0, "character " + c);
            }
            assertEquals(0, ink(lettering, " ", 100));
        }
    }

    @Test
    void shouldGiveProportionalWidths() {
        assertTrue(Lettering.SMALL.width("i") < Lettering.SMALL.width("m"));
        assertEquals(Lettering.SMALL.width("k") + Lettering.SMALL.width("Hz"), Lettering.SMALL.width("kHz"));
    }

    @Test
    void shouldStayWithinItsRoom() {
        assertEquals(ink(Lettering.SMALL, "mm", 100), ink(Lettering.SMALL, "mmmmmm", 2 * Lettering.SMALL.width("m")));
    }

    @Test
    void shouldWriteAQuestionMarkForWhatItDoesNotHave() {
        assertEquals(ink(Lettering.SMALL, "?", 100), ink(Lettering.SMALL, "語", 100));
    }

    private static long ink(Lettering lettering, String text, int room) {
        BufferedImage image = new BufferedImage(200, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        lettering.draw(graphics, text, 10, 10, room, Color.WHITE);
        graphics.dispose();
        long sum = 0;
        for (int i = 0; i < 200 * 60; i++) {
            sum += image.getRGB(i % 200, i / 200) & 0xff;
        }
        return sum;
    }
}
