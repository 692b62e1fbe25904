package dev.sotto.corpus.run;

import dev.sotto.BadInputException;
import dev.sotto.NamedOutput;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.Recording;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.Lines;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.corpus.row.RowJson;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.TokenRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a run has done so far, in the order of the corpus: a line a recording, {@code +} and its row or {@code -} and
 * why there is none. Whoever opens it goes on behind the last whole line; what a sudden end left of another is cut off.
 * On the disk at the latest a second after it was written.
 */
final class Journal implements Closeable {

    static final String FILE = RowFormat.UNFINISHED;

    private static final char GOOD = '+';
    private static final char BAD = '-';
    private static final long FORCE_AFTER_NANOS = 1_000_000_000L;

    private final Path file;
    private final FileChannel channel;
    private int size;
    private long forced = System.nanoTime();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Hears of what a journal holds. */
    interface Listener {

        /** @param line the row as JSON */
        void row(String line) throws IOException;

        /** @param line the failure as JSON */
        void failure(String line) throws IOException;
    }

    /** @throws BadInputException if another program is writing to it */
    static Journal open(Path folder, Corpus corpus) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel);
        boolean opened = false;
        try {
            lock(channel, folder);
            channel.truncate(journal.wholeLines(corpus));
            channel.position(channel.size());
            opened = true;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
        return journal;
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new BadInputException("Another sotto tokenize is writing to " + folder + ": let it end, or stop it");
        }
    }

    /** Counts the lines that belong to the corpus, and gives the end of the last of them. */
    private long wholeLines(Corpus corpus) throws IOException {
        long end = 0;
        try (Lines lines = new Lines(file)) {
            for (String line = lines.next(); line != null && size < corpus.size(); line = lines.next()) {
                if (!isOf(corpus.recordings().get(size), line)) {
                    break;
                }
                size++;
                end = lines.end();
            }
        }
        return end;
    }

    private static boolean isOf(Recording recording, String line) {
        if (line.isEmpty() || line.charAt(0) != GOOD && line.charAt(0) != BAD) {
            return false;
        }
        try {
            return recording.id().equals(RowJson.parse(line.substring(1)).get("id"));
        } catch (BadInputException e) {
            return false;
        }
    }

    /** How many recordings it knows of. */
    int size() {
        return size;
    }

    void add(RowOrFailure outcome) throws IOException {
        String line =
                outcome instanceof TokenRow row ? GOOD + RowJson.line(row) : BAD + RowJson.line((FailedFile) outcome);
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            size++;
            if (System.nanoTime() - forced > FORCE_AFTER_NANOS) {
                force();
            }
        } catch (IOException e) {
            throw NamedOutput.named(e, file);
        }
    }

    void force() throws IOException {
        channel.force(false);
        forced = System.nanoTime();
    }

    static void replay(Path folder, Listener listener) throws IOException {
        try (Lines lines = new Lines(folder.resolve(FILE))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.charAt(0) == GOOD) {
                    listener.row(line.substring(1));
                } else {
                    listener.failure(line.substring(1));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
