package dev.sotto.picture;

import java.awt.Graphics2D;
import java.util.Locale;

/** The time under a panel. */
final class TimeAxis {

    private static final int MAX_TICKS = 14;
    private static final double SHORTEST = 0.01;
    private static final int TICK = 6;

    private final int left;
    private final int width;
    private final double seconds;

    TimeAxis(int left, int width, double seconds) {
        this.left = left;
        this.width = width;
        this.seconds = Math.max(seconds, SHORTEST);
    }

    double seconds() {
        return seconds;
    }

    void draw(Graphics2D graphics, int y, boolean labels) {
        double step = niceStep(seconds, MAX_TICKS);
        for (int i = 0; i * step <= seconds; i++) {
            int x = left + (int) Math.min(width - 1, Math.round(i * step / seconds * width));
            graphics.setColor(Colours.FAINT_INK);
            graphics.fillRect(x, y + 2, 1, TICK);
            if (labels) {
                String label = number(i * step, step) + " s";
                int labelWidth = Lettering.SMALL.width(label);
                Lettering.SMALL.draw(
                        graphics, label, x - labelWidth / 2, y + 2 + TICK + 4, labelWidth, Colours.FAINT_INK);
            }
        }
    }

    /** The smallest of 1, 2 and 5 times a power of ten that cuts {@code range} into no more than {@code max} steps. */
    static double niceStep(double range, int max) {
        double power = Math.pow(10, Math.floor(Math.log10(range / max)));
        for (double step : new double[] {power, 2 * power, 5 * power}) {
            if (range / step <= max) {
                return step;
            }
        }
        return 10 * power;
    }

    /** With as many decimals as the step between ticks needs. */
    static String number(double value, double step) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step * 1.0001)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
