package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.command.Sotto;
import dev.sotto.training.digits.DigitFonts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldReportAndDraw() throws IOException {
        DigitFonts.digitsOrSkip();

        assertEquals(0, run("--steps", "2", "--out", folder.resolve("new").toString()), err.toString());

        String told = out.toString();
        assertTrue(told.contains("reconstruction error"), told);
        assertTrue(told.contains("of 512 used, perplexity"), told);
        assertTrue(told.contains("441 = 49 tokens of 9 bits"), told);
        assertTrue(told.contains("305.7 nats = 49 log 512"), told);
        BufferedImage picture = ImageIO.read(folder.resolve("new/digits.png").toFile());
        assertTrue(picture.getWidth() > 1000 && picture.getHeight() > 600);
    }

    @Test
    void shouldRefuseARunWithoutSteps() {
        assertEquals(2, run("--steps", "0", "--out", folder.toString()));
        assertEquals("sotto: --steps must be at least 1, is 0.", err.toString().strip());
    }

    @Test
    void shouldRefuseAFileInPlaceOfAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "here already");
        assertEquals(2, run("--steps", "2", "--out", file.toString()));
        assertTrue(err.toString().contains(file.toString()), err.toString());
        assertEquals(1, err.toString().strip().lines().count());
    }

    private int run(String... options) {
        String[] line = new String[options.length + 1];
        line[0] = "digits";
        System.arraycopy(options, 0, line, 1, options.length);
        return Sotto.run(line, new PrintWriter(out), new PrintWriter(err));
    }
}
