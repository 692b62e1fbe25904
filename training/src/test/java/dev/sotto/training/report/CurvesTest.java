package dev.sotto.training.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.training.loop.History;
import dev.sotto.training.loop.StepReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {

    @TempDir
    Path folder;

    private Path png;

    @BeforeEach
    void name() {
        png = folder.resolve("curves.png");
    }

    private static History.Point unquantized(long step, float loss) {
        return new History.Point(step, step, step * 8, report(loss, 0), Float.NaN, new double[0]);
    }

    private static History.Point quantized(long step, float loss) {
        return new History.Point(step, step, step * 8, report(loss, 1.5f), 5, new double[] {600 - loss, 800});
    }

    private static StepReport report(float loss, float discriminator) {
        return StepReport.of(new float[] {loss, 1, 0.1f, 0.1f, 1, 0.3f, 0.5f, 0.6f, 0.1f, discriminator, 0.5f});
    }

    private int colours() throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        assertTrue(image.getWidth() >= 800 && image.getHeight() >= 600, image.toString());
        return (int) Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }

    @Test
    void shouldDrawARun() throws IOException {
        Curves.write(List.of(unquantized(50, 9), unquantized(100, 7), quantized(150, 6), quantized(200, 5)), png);
        assertTrue(colours() > 10, "lines of several colours");
    }

    @Test
    void shouldDrawTheShortestRuns() throws IOException {
        Curves.write(List.of(unquantized(3, 9)), png);
        assertTrue(colours() > 5);
        Curves.write(List.of(quantized(3, 9)), png);
        assertTrue(colours() > 5);
    }

    @Test
    void shouldDrawARunWhoseLossWasNoNumberForAWhile() throws IOException {
        Curves.write(
                List.of(
                        quantized(50, 9),
                        quantized(100, Float.NaN),
                        quantized(150, Float.POSITIVE_INFINITY),
                        quantized(200, 5)),
                png);
        assertTrue(colours() > 10);
    }

    @Test
    void shouldDrawNothingOfNothing() throws IOException {
        Curves.write(List.of(), png);
        Curves.write(List.of(quantized(50, Float.NaN)), png);
        assertFalse(Files.exists(png));
    }
}
