package dev.sotto.service.command;

import dev.sotto.audio.Pcm16;
import dev.sotto.service.playout.Loudness;
import dev.sotto.service.playout.PlayoutDelay;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sound.sampled.SourceDataLine;

/** Plays a stream as it comes, as late as its jitter asks for. */
final class Loudspeaker {

    /** ms by which the delay must have changed to be told again. */
    private static final double WORTH_TELLING = 20;

    private final SourceDataLine line;
    private final PlayoutDelay delay;
    private final boolean patient;
    private final Consumer<String> listener;
    private Loudness loudness = new Loudness();
    private long written;
    private double told;

    /**
     * @param patient whether what comes lay there before: then all of it is played, one after another
     * @param listener hears of the delay
     */
    Loudspeaker(SourceDataLine line, int sampleRate, boolean patient, Consumer<String> listener) {
        this.line = line;
        this.delay = new PlayoutDelay(sampleRate);
        this.patient = patient;
        this.listener = listener;
    }

    /** Waits until there is room. */
    void play(byte[] pcm, long position) {
        if (patient) {
            write(pcm, 0);
            return;
        }
        int waiting = (int) Math.max(0, written - line.getLongFramePosition());
        boolean quiet = loudness.isQuiet(Pcm16.toFloats(pcm));
        int length = pcm.length / Pcm16.BYTES;
        PlayoutDelay.Play play = delay.arrived(position, length, quiet, System.nanoTime() / 1e6, waiting);
        tell();
        write(new byte[play.silence() * Pcm16.BYTES], 0);
        write(pcm, play.skip() * Pcm16.BYTES);
    }

    private void write(byte[] pcm, int from) {
        line.write(pcm, from, pcm.length - from);
        written += (pcm.length - from) / Pcm16.BYTES;
    }

    private void tell() {
        if (Math.abs(delay.target() - told) >= WORTH_TELLING) {
            told = delay.target();
            listener.accept(
                    String.format(Locale.ROOT, "plays %.0f ms late, for a jitter of %.0f ms", told, delay.jitter()));
        }
    }

    /** The stream began again. */
    void restart() {
        loudness = new Loudness();
    }
}
