package dev.sotto.service.command;

import dev.sotto.audio.Pcm16;
import dev.sotto.streams.client.SpeechReceiver;
import dev.sotto.streams.topic.PoisonRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes the pieces of a stream to a file as they come, and plays them where there is a loudspeaker. What never came is
 * silence, what came twice is dropped. Keeps nothing in memory, however long the call.
 */
final class Reception implements SpeechReceiver.Listener, AutoCloseable {

    /** Seconds: nobody is silent for longer; a position further on is wrong. */
    private static final int LONGEST_GAP = 3_600;

    private final Path path;
    private final int sampleRate;
    private final Loudspeaker loudspeaker;
    private final Consumer<String> complaints;

    /** Null before the first piece, and where nobody wants a file. */
    private WavFile file;

    private long firstTimestamp;
    private long origin;
    private long next;
    private long missing;
    private long pieces;
    private boolean ended;
    private boolean full;

    /**
     * @param path or null
     * @param loudspeaker or null
     * @param complaints hears of records that cannot be used
     */
    Reception(Path path, int sampleRate, Loudspeaker loudspeaker, Consumer<String> complaints) {
        this.path = path;
        this.sampleRate = sampleRate;
        this.loudspeaker = loudspeaker;
        this.complaints = complaints;
    }

    @Override
    public void speech(byte[] pcm, long position, long timestamp) {
        if (ended) {
            return;
        }
        if (pcm.length % Pcm16.BYTES != 0) {
            throw new PoisonRecordException("it has " + pcm.length + " bytes, an odd number");
        }
        try {
            if (pieces > 0 && position == 0 && timestamp != firstTimestamp) {
                restart(timestamp);
            } else if (pieces == 0) {
                begin(position, timestamp);
            }
            take(pcm, position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Heard, and missing all the same. */
    @Override
    public void concealed(byte[] pcm, long position, long timestamp) {
        long before = next;
        speech(pcm, position, timestamp);
        missing += Math.min(pcm.length / Pcm16.BYTES, next - before);
    }

    private void begin(long position, long timestamp) throws IOException {
        firstTimestamp = timestamp;
        origin = position;
        next = position;
        if (path != null) {
            file = new WavFile(path, sampleRate);
        }
    }

    /** The stream began again without having ended: what counts is the new one. */
    private void restart(long timestamp) throws IOException {
        firstTimestamp = timestamp;
        origin = 0;
        next = 0;
        missing = 0;
        if (loudspeaker != null) {
            loudspeaker.restart();
        }
        if (file != null) {
            file.restart();
        }
    }

    private void take(byte[] pcm, long position) throws IOException {
        requireSensible(position);
        pieces++;
        int length = pcm.length / Pcm16.BYTES;
        long gap = Math.max(0, position - next);
        int had = (int) Math.min(length, Math.max(0, next - position));
        if (had == length) {
            return;
        }
        if (file != null && !file.hasRoom(gap + length)) {
            full = true;
            return;
        }
        missing += gap;
        next = position + length;
        if (file != null) {
            file.append(gap, pcm, had * Pcm16.BYTES);
        }
        if (loudspeaker != null) {
            loudspeaker.play(Arrays.copyOfRange(pcm, had * Pcm16.BYTES, pcm.length), position + had);
        }
    }

    private void requireSensible(long position) {
        if (position - next > (long) LONGEST_GAP * sampleRate) {
            throw new PoisonRecordException(
                    "its position is " + position + ", more than an hour after the " + next + " that came next");
        }
    }

    @Override
    public void end(long length) {
        if (ended || pieces == 0) {
            return;
        }
        requireSensible(length);
        ended = true;
        long gap = Math.max(0, length - next);
        missing += gap;
        next += gap;
        try {
            if (file != null && file.hasRoom(gap)) {
                file.append(gap, new byte[0], 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void unusable(int partition, long offset, String reason) {
        complaints.accept("offset " + offset + " of partition " + partition + " is left out: " + reason);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether no more fits into a file of this kind. */
    boolean isFull() {
        return full;
    }

    long pieces() {
        return pieces;
    }

    /** Samples from the first that came on. */
    long length() {
        return next - origin;
    }

    /** Samples that never came, whether somebody made them up or not. */
    long missing() {
        return missing;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
