package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.NamedOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What a command writes: a file, or standard output under the name {@code -}. The file appears whole or not at all: it
 * is written beside its place and then moved there.
 */
public record OutputFile(String name) {

    /** Writes the contents. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    public boolean isStandardOutput() {
        return name.equals(InputFile.STANDARD);
    }

    /** What messages call it. */
    public String description() {
        return isStandardOutput() ? "standard output" : name;
    }

    /** Refuses a place where nothing can be written, or where {@code input} lies, before any work is done. */
    public void requireWritable(InputFile input) throws IOException {
        if (isStandardOutput()) {
            return;
        }
        Path path = Path.of(name);
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw new BadInputException(name + " is a folder: name the file to write in it");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadInputException(
                    "There is no folder " + folder + " to write " + path.getFileName() + " to: make it first");
        }
        if (!input.isStandardInput()
                && Files.exists(path)
                && Files.exists(input.path())
                && Files.isSameFile(path, input.path())) {
            throw new BadInputException(name + " is the input, which is not overwritten: choose another name");
        }
    }

    public void write(Contents contents) throws IOException {
        if (isStandardOutput()) {
            contents.writeTo(System.out);
            if (System.out.checkError()) {
                throw new IOException("standard output was closed before all was written");
            }
            return;
        }
        Path path = Path.of(name);
        if (Files.exists(path)) {
            // A link stays one, and what it names is replaced.
            path = path.toRealPath();
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A device or a pipe.
            try (OutputStream out = NamedOutput.open(path)) {
                contents.writeTo(out);
            }
            return;
        }
        replace(path, contents);
    }

    private static void replace(Path path, Contents contents) throws IOException {
        String hidden = "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        Path part = path.resolveSibling(hidden);
        try {
            try (OutputStream out = new BufferedOutputStream(
                    NamedOutput.open(part, path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                contents.writeTo(out);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
