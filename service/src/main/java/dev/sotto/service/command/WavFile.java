package dev.sotto.service.command;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A WAV file of 16-bit mono that grows piece by piece and is whole after each: whatever ends the process, what came
 * before is there.
 */
final class WavFile implements AutoCloseable {

    /** What the header can tell, less itself. */
    private static final long MAX_BYTES = (1L << 32) - 64;

    /** Where the header has the length of the file after it, and that of the samples. */
    private static final int FILE_LENGTH = 4;

    private static final int DATA_LENGTH = 40;

    private final RandomAccessFile file;
    private final int headerLength;
    private long bytes;

    WavFile(Path path, int sampleRate) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        AudioFiles.writeWav(new Waveform(new float[0], sampleRate), header);
        headerLength = header.size();
        file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        file.write(header.toByteArray());
    }

    /** Whether so many samples more fit into a WAV file. */
    boolean hasRoom(long samples) {
        return bytes + samples * Pcm16.BYTES <= MAX_BYTES;
    }

    /** Appends samples, after so many of silence; what is silent costs no room on most disks. */
    void append(long silence, byte[] pcm, int from) throws IOException {
        bytes += silence * Pcm16.BYTES;
        file.seek(headerLength + bytes);
        file.write(pcm, from, pcm.length - from);
        bytes += pcm.length - from;
        file.setLength(headerLength + bytes);
        put(FILE_LENGTH, headerLength - 8 + bytes);
        put(DATA_LENGTH, bytes);
    }

    /** Only what comes from now on counts. */
    void restart() throws IOException {
        bytes = 0;
        append(0, new byte[0], 0);
    }

    private void put(int at, long value) throws IOException {
        file.seek(at);
        file.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
