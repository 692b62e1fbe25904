package dev.sotto.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A spectrogram with its frequencies on the left and its scale on the right. */
final class SpectrogramPanel {

    /** What lies further below the peak is black. */
    private static final int RANGE_DB = 72;

    private static final int DB_STEP = 18;
    private static final int MAX_FREQUENCIES = 6;
    /** A picture of near silence stays dark: no peak counts as less than 60 dB below full scale. */
    private static final double LOWEST_PEAK = 1e-6;

    private static final int SCALE_GAP = 16;
    private static final int SCALE_WIDTH = 14;
    private static final int TICK = 6;

    private SpectrogramPanel() {}

    /** @param peak the power that is brightest */
    static void draw(BufferedImage image, int top, String title, Spectrogram spectrogram, double peak) {
        for (int x = 0; x < SpectrogramPicture.PANEL_WIDTH; x++) {
            for (int y = 0; y < SpectrogramPicture.PANEL_HEIGHT; y++) {
                double power = spectrogram.power(x, share(y));
                image.setRGB(SpectrogramPicture.LEFT + x, top + y, colour(power, peak));
            }
        }
        Graphics2D graphics = image.createGraphics();
        SpectrogramPicture.title(graphics, title, top);
        drawFrequencies(graphics, top, spectrogram.sampleRate());
        drawScale(image, graphics, top);
        graphics.dispose();
    }

    /** @param peak the power that is brightest */
    static int colour(double power, double peak) {
        double decibels = 10 * Math.log10(power / Math.max(peak, LOWEST_PEAK));
        return Colours.scale(1 + decibels / RANGE_DB);
    }

    /** From the top of the panel, 1, to its lowest row, 0. */
    private static double share(int y) {
        return 1 - y / (SpectrogramPicture.PANEL_HEIGHT - 1.0);
    }

    private static void drawFrequencies(Graphics2D graphics, int top, int sampleRate) {
        double highest = sampleRate / 2000.0;
        double step = TimeAxis.niceStep(highest, MAX_FREQUENCIES);
        for (int i = 0; i * step <= highest * 1.0001; i++) {
            int y = top + (int) Math.round((1 - i * step / highest) * (SpectrogramPicture.PANEL_HEIGHT - 1));
            String label = TimeAxis.number(i * step, step) + (i == 0 ? "" : " kHz");
            graphics.setColor(Colours.FAINT_INK);
            graphics.fillRect(SpectrogramPicture.LEFT - TICK, y, TICK, 1);
            int width = Lettering.SMALL.width(label);
            int x = SpectrogramPicture.LEFT - TICK - 6 - width;
            Lettering.SMALL.draw(graphics, label, x, y - Lettering.SMALL.height() / 2, width, Colours.FAINT_INK);
        }
    }

    private static void drawScale(BufferedImage image, Graphics2D graphics, int top) {
        int left = SpectrogramPicture.LEFT + SpectrogramPicture.PANEL_WIDTH + SCALE_GAP;
        for (int y = 0; y < SpectrogramPicture.PANEL_HEIGHT; y++) {
            for (int x = 0; x < SCALE_WIDTH; x++) {
                image.setRGB(left + x, top + y, Colours.scale(share(y)));
            }
        }
        for (int db = 0; db <= RANGE_DB; db += DB_STEP) {
            int y = top + db * (SpectrogramPicture.PANEL_HEIGHT - 1) / RANGE_DB;
            graphics.setColor(Colours.FAINT_INK);
            graphics.fillRect(left + SCALE_WIDTH, y, TICK, 1);
            String label = db == 0 ? "0 dB" : "-" + db;
            int x = left + SCALE_WIDTH + TICK + 5;
            int room = SpectrogramPicture.WIDTH - x;
            Lettering.SMALL.draw(graphics, label, x, y - Lettering.SMALL.height() / 2, room, Colours.FAINT_INK);
        }
    }
}
