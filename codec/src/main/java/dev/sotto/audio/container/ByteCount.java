package dev.sotto.audio.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The bytes of the samples: as many as the header promised, or all that come where it promised nothing. */
final class ByteCount {

    static final long UNKNOWN = Long.MAX_VALUE;

    private final InputStream in;
    private final long promised;
    private long came;

    ByteCount(InputStream in, long promised) {
        this.in = in;
        this.promised = promised;
    }

    /** Fills {@code target} as far as bytes come; gives their number. */
    int read(byte[] target) throws IOException {
        int wanted = (int) Math.min(target.length, promised - came);
        int count = in.readNBytes(target, 0, wanted);
        came += count;
        return count;
    }

    /**
     * Whether whole units are missing; half of one at the end is a fault of the writer's count.
     *
     * @param unit bytes of one sample of all channels, or of one block
     * @param unitsPerSecond how many units make a second
     */
    String shortfall(int unit, double unitsPerSecond) {
        if (promised == UNKNOWN || came / unit >= promised / unit) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "its header promises %.3f s of sound, and %.3f s are there",
                promised / (unit * unitsPerSecond),
                came / (unit * unitsPerSecond));
    }
}
