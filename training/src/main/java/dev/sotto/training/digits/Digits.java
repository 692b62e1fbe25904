package dev.sotto.training.digits;

import dev.sotto.BadInputException;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures of the digits 0 to 9 in the fonts that every Java has, each turned, sheared, scaled and moved a little, so
 * that hardly two are alike. White on black.
 */
public final class Digits {

    /** Pixels across and down. */
    public static final int SIDE = 28;

    public static final int PIXELS = SIDE * SIDE;
    public static final int CLASSES = 10;

    private static final List<String> FONTS = List.of(Font.SERIF, Font.SANS_SERIF, Font.MONOSPACED);
    private static final int[] STYLES = {Font.PLAIN, Font.BOLD, Font.ITALIC, Font.BOLD | Font.ITALIC};

    private static final double LEAST_HEIGHT = 14;
    private static final double GREATEST_HEIGHT = 21;
    private static final double GREATEST_TURN = Math.toRadians(15);
    private static final double GREATEST_SHEAR = 0.15;
    private static final double GREATEST_SHIFT = 2;

    /** For each face the outlines of the ten digits, one unit high and around the origin. */
    private final List<List<Shape>> faces = new ArrayList<>();

    /** @throws BadInputException where Java has no fonts */
    public Digits() {
        try {
            for (String font : FONTS) {
                for (int style : STYLES) {
                    faces.add(outlines(new Font(font, style, 100)));
                }
            }
        } catch (RuntimeException | Error e) {
            // Seen so far: InternalError, a plain Error, a RuntimeException, NoClassDefFoundError at the second try.
            throw new BadInputException(
                    "Java finds no fonts here to draw digits with: install fontconfig and a font, such as Debian's"
                            + " fonts-dejavu-core",
                    e);
        }
    }

    private static List<Shape> outlines(Font font) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<Shape> outlines = new ArrayList<>();
        for (int digit = 0; digit < CLASSES; digit++) {
            Shape outline =
                    font.createGlyphVector(context, Integer.toString(digit)).getOutline();
            Rectangle2D bounds = outline.getBounds2D();
            AffineTransform normal = AffineTransform.getScaleInstance(1 / bounds.getHeight(), 1 / bounds.getHeight());
            normal.translate(-bounds.getCenterX(), -bounds.getCenterY());
            outlines.add(normal.createTransformedShape(outline));
        }
        return outlines;
    }

    /** Pictures of 0, 1, 2 ... 9, 0 ..., one after another, row by row, 0 (black) to 1 (white). */
    public float[] draw(int count, SplittableRandom random) {
        float[] pictures = new float[Math.multiplyExact(count, PIXELS)];
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (int i = 0; i < count; i++) {
            List<Shape> face = faces.get(random.nextInt(faces.size()));
            graphics.setColor(Color.BLACK);
            graphics.fillRect(0, 0, SIDE, SIDE);
            graphics.setColor(Color.WHITE);
            graphics.fill(placing(random).createTransformedShape(face.get(i % CLASSES)));
            for (int p = 0; p < PIXELS; p++) {
                pictures[i * PIXELS + p] = (pixels[p] & 0xff) / 255f;
            }
        }
        graphics.dispose();
        return pictures;
    }

    private static AffineTransform placing(SplittableRandom random) {
        double middle = SIDE / 2.0;
        AffineTransform placing = AffineTransform.getTranslateInstance(
                middle + within(GREATEST_SHIFT, random), middle + within(GREATEST_SHIFT, random));
        placing.rotate(within(GREATEST_TURN, random));
        placing.shear(within(GREATEST_SHEAR, random), 0);
        double height = LEAST_HEIGHT + random.nextDouble() * (GREATEST_HEIGHT - LEAST_HEIGHT);
        placing.scale(height, height);
        return placing;
    }

    private static double within(double greatest, SplittableRandom random) {
        return (2 * random.nextDouble() - 1) * greatest;
    }
}
