package dev.sotto.picture;

import dev.sotto.token.TokenSequence;
import java.awt.Graphics2D;

/** Tokens as rows of colours, one row a codebook, the first codebook on top. */
final class TokenPanel {

    /** Frames wider than this are set apart by a line of the page. */
    private static final double SEPARATE_FROM = 5;

    private TokenPanel() {}

    /** @param framesAcross how many frames the whole width stands for */
    static void draw(
            Graphics2D graphics, int top, int rowHeight, String title, TokenSequence tokens, double framesAcross) {
        SpectrogramPicture.title(graphics, title, top);
        int labelEvery = (Lettering.SMALL.height() + rowHeight - 1) / rowHeight;
        double frameWidth = SpectrogramPicture.PANEL_WIDTH / framesAcross;
        for (int codebook = 0; codebook < tokens.numCodebooks(); codebook++) {
            int y = top + codebook * rowHeight;
            for (int x = 0; x < SpectrogramPicture.PANEL_WIDTH; x++) {
                int frame = (int) (x / frameWidth);
                boolean between = frameWidth > SEPARATE_FROM && (int) ((x + 1) / frameWidth) > frame;
                if (frame < tokens.numFrames() && !between) {
                    graphics.setColor(Colours.token(tokens.token(frame, codebook)));
                    graphics.fillRect(SpectrogramPicture.LEFT + x, y, 1, rowHeight - 1);
                }
            }
            if (codebook % labelEvery == 0) {
                String label = Integer.toString(codebook + 1);
                int width = Lettering.SMALL.width(label);
                int labelX = SpectrogramPicture.LEFT - 12 - width;
                int labelY = y + (rowHeight - 1 - Lettering.SMALL.height()) / 2;
                Lettering.SMALL.draw(graphics, label, labelX, labelY, width, Colours.FAINT_INK);
            }
        }
    }
}
