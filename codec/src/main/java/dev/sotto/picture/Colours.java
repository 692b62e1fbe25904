package dev.sotto.picture;

import java.awt.Color;

/** What stands for what. */
final class Colours {

    static final Color PAGE = new Color(0xfcfbf8);
    static final Color INK = new Color(0x22202a);
    static final Color FAINT_INK = new Color(0x6f6b78);

    /** From black over purple and orange to pale yellow, in steps that look alike; after matplotlib's "magma". */
    private static final int[] SCALE = {
        0x000004, 0x1c1044, 0x4f127b, 0x812581, 0xb5367a, 0xe55064, 0xfb8761, 0xfec287, 0xfcfdbf
    };

    private static final double GOLDEN_RATIO = 0.6180339887;

    private Colours() {}

    /** @param level 0 to 1; what is below, above or no number is taken as the nearest end */
    static int scale(double level) {
        double at = (level > 0 ? Math.min(level, 1) : 0) * (SCALE.length - 1);
        int low = Math.min((int) at, SCALE.length - 2);
        double weight = at - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = SCALE[low] >> shift & 0xff;
            int to = SCALE[low + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + weight * (to - from)) << shift;
        }
        return rgb;
    }

    /**
     * Neighbours get unlike colours, because neighbouring tokens mean nothing alike: a hue a golden section on, and one
     * of three shades.
     */
    static Color token(int token) {
        float hue = (float) (token * GOLDEN_RATIO % 1);
        float saturation = 0.30f + 0.13f * (token % 3);
        float brightness = 0.92f - 0.12f * (token / 3 % 3);
        return Color.getHSBColor(hue, saturation, brightness);
    }
}
