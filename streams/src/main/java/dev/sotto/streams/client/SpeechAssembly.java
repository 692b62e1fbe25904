package dev.sotto.streams.client;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.util.Arrays;

/**
 * Puts pieces of speech where they belong by their positions. What never came is silence; what came twice is dropped.
 * Begins with the first piece that it gets.
 */
public final class SpeechAssembly {

    /** Samples; four hours at 16 kHz. */
    public static final int MAX_LENGTH = 4 * 3600 * 16_000;

    private float[] samples = new float[1 << 16];
    private long origin;
    private boolean started;
    private int length;
    private long missing;
    private long repeated;

    /** @throws IllegalArgumentException beyond {@link #MAX_LENGTH} */
    public void add(byte[] pcm, long position) {
        float[] piece = Pcm16.toFloats(pcm);
        if (!started) {
            started = true;
            origin = position;
        }
        long next = origin + length;
        if (position > next) {
            missing += position - next;
        }
        int had = (int) Math.min(piece.length, Math.max(0, next - position));
        repeated += had;
        if (had < piece.length) {
            extend(position + piece.length - origin);
            System.arraycopy(piece, had, samples, (int) (position + had - origin), piece.length - had);
        }
    }

    /** The stream has that many samples; those at its end that did not come are missing. */
    public void end(long streamLength) {
        started = true;
        if (streamLength > origin + length) {
            missing += streamLength - origin - length;
            extend(streamLength - origin);
        }
    }

    private void extend(long newLength) {
        if (newLength > MAX_LENGTH) {
            throw new IllegalArgumentException("The stream is longer than " + MAX_LENGTH + " samples");
        }
        if (newLength > samples.length) {
            samples = Arrays.copyOf(samples, (int) Math.min(MAX_LENGTH, Math.max(newLength, 2L * samples.length)));
        }
        length = (int) newLength;
    }

    public int length() {
        return length;
    }

    /** Samples that never came. */
    public long missing() {
        return missing;
    }

    /** Samples that came again. */
    public long repeated() {
        return repeated;
    }

    public Waveform waveform(int sampleRate) {
        return new Waveform(Arrays.copyOf(samples, length), sampleRate);
    }
}
