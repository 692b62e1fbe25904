package dev.sotto.service.command;

import java.io.InputStream;
import javax.sound.sampled.TargetDataLine;

/** What a microphone hears, as bytes of whole samples; ends when another thread closes it. */
public final class Microphone extends InputStream {

    private final TargetDataLine line;
    private volatile boolean closed;

    Microphone(TargetDataLine line) {
        this.line = line;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("A microphone gives whole samples only");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (closed) {
            return -1;
        }
        int read = line.read(buffer, offset, length);
        return read <= 0 ? -1 : read;
    }

    @Override
    public void close() {
        closed = true;
        line.stop();
        line.close();
    }
}
