package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.Waveform;
import dev.sotto.streams.client.SpeechAssembly;
import dev.sotto.streams.client.SpeechReceiver;
import javax.sound.sampled.SourceDataLine;

/** Collects the pieces of a stream, and plays them where there is a loudspeaker. */
final class Reception implements SpeechReceiver.Listener {

    private final SourceDataLine loudspeaker;
    private SpeechAssembly assembly = new SpeechAssembly();
    private long firstTimestamp;
    private long pieces;
    private boolean ended;

    /** @param loudspeaker or null */
    Reception(SourceDataLine loudspeaker) {
        this.loudspeaker = loudspeaker;
    }

    @Override
    public void speech(byte[] pcm, long position, long timestamp) {
        if (ended) {
            return;
        }
        if (pieces++ == 0) {
            firstTimestamp = timestamp;
        } else if (position == 0 && timestamp > firstTimestamp) {
            // The stream began again without having ended: what counts is the new one.
            assembly = new SpeechAssembly();
            firstTimestamp = timestamp;
        }
        int before = assembly.length();
        assemble(() -> assembly.add(pcm, position));
        if (loudspeaker != null && assembly.length() > before) {
            loudspeaker.write(pcm, 0, pcm.length);
        }
    }

    @Override
    public void end(long length) {
        if (!ended && pieces > 0) {
            ended = true;
            assemble(() -> assembly.end(length));
        }
    }

    private static void assemble(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage() + "; take a part of it with --seconds", e);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    long pieces() {
        return pieces;
    }

    int length() {
        return assembly.length();
    }

    long missing() {
        return assembly.missing();
    }

    Waveform waveform(int sampleRate) {
        return assembly.waveform(sampleRate);
    }
}
