package dev.sotto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A file that is written, whose failures name it: Java's own say "No space left on device" and leave everybody to guess
 * where. Not buffered.
 */
public final class NamedOutput extends OutputStream {

    private final OutputStream out;
    private final Path file;

    private NamedOutput(OutputStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    /** As {@link Files#newOutputStream}. */
    public static OutputStream open(Path file) throws IOException {
        return new NamedOutput(Files.newOutputStream(file), file);
    }

    /** @param name what failures call the file: where it will lie once it is whole */
    public static OutputStream open(Path file, Path name, OpenOption... options) throws IOException {
        return new NamedOutput(Files.newOutputStream(file, options), name);
    }

    /** A failure to write {@code file}, with its name. */
    public static IOException named(IOException e, Path file) {
        if (e instanceof FileSystemException) {
            return e;
        }
        FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw named(e, file);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw named(e, file);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw named(e, file);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw named(e, file);
        }
    }
}
