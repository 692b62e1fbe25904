package dev.sotto.corpus.row;

import dev.sotto.NamedOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whatever happens to the program or the machine. */
public final class DurableFile {

    /** What a file is called while it is being written. */
    public static final String PART = ".part";

    private DurableFile() {}

    /** Writes the contents. */
    public interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void write(Path file, Contents contents) throws IOException {
        Path part = part(file);
        try (OutputStream out = new BufferedOutputStream(NamedOutput.open(part, file))) {
            contents.writeTo(out);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        publish(file);
    }

    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /** Gives what was written to {@link #part} its name, once it is on the disk. */
    public static void publish(Path file) throws IOException {
        Path part = part(file);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
