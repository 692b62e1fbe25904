package dev.sotto.audio.container;

import java.io.IOException;
import java.util.Locale;

/**
 * What every header says, within what can be meant.
 *
 * @param sampleRate Hz
 */
public record SoundFormat(int sampleRate, int channels) {

    private static final int MIN_RATE = 4_000;
    private static final int MAX_RATE = 768_000;
    private static final int MAX_CHANNELS = 64;

    /** @throws IOException for numbers that no recording has */
    public static SoundFormat of(double rate, long channels) throws IOException {
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "it claims a rate of %.0f Hz, where %d to %d can be read: it is damaged or no speech",
                    rate,
                    MIN_RATE,
                    MAX_RATE));
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new IOException(
                    "it claims " + channels + " channels, where 1 to " + MAX_CHANNELS + " can be read: it is damaged");
        }
        return new SoundFormat((int) Math.round(rate), (int) channels);
    }
}
