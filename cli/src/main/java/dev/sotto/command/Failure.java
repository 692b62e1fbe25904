package dev.sotto.command;

import dev.sotto.BadInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Collectors;

/**
 * What the user is told when a command fails.
 *
 * @param sentence one line
 * @param exitCode {@link #BAD_INPUT} if what the user gave is to blame, {@link #FAULT} otherwise
 */
record Failure(String sentence, int exitCode) {

    static final int FAULT = 1;
    static final int BAD_INPUT = 2;

    static Failure of(Throwable thrown) {
        if (thrown instanceof UncheckedIOException wrapper) {
            return of(wrapper.getCause());
        }
        if (thrown instanceof BadInputException) {
            return badInput(thrown.getMessage());
        }
        if (thrown instanceof FileSystemException || thrown instanceof FileNotFoundException) {
            return badInput(aboutFile(thrown));
        }
        if (thrown instanceof IOException && isFullDisk(thrown)) {
            return badInput("A disk is full (" + line(thrown.getMessage()) + "): make room, and run it again");
        }
        if (thrown instanceof InvalidPathException) {
            return badInput("That is no name of a file: " + thrown.getMessage());
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure("There is not enough memory; give Java more: JAVA_TOOL_OPTIONS=-Xmx8g sotto ...", FAULT);
        }
        String what = thrown.getMessage() == null ? "" : ": " + line(thrown.getMessage());
        return new Failure(
                thrown.getClass().getSimpleName() + what + " (run it again with --trace to see where)", FAULT);
    }

    static Failure badInput(String message) {
        String line = line(message);
        boolean ended = line.endsWith(".") || line.endsWith("?") || line.endsWith("!");
        return new Failure(ended ? line : line + ".", BAD_INPUT);
    }

    private static String aboutFile(Throwable thrown) {
        if (thrown instanceof NoSuchFileException e) {
            return "There is no file or folder " + e.getFile();
        }
        if (thrown instanceof AccessDeniedException e) {
            return "There is no permission to use " + e.getFile();
        }
        if (thrown instanceof NotDirectoryException e) {
            return e.getFile() + " is no folder";
        }
        if (thrown instanceof FileSystemException e && isFullDisk(e)) {
            return "The disk is full: " + e.getFile() + " could not be written (" + e.getReason()
                    + "); make room, and run it again";
        }
        if (thrown instanceof FileSystemException e && e.getReason() != null) {
            return e.getFile() + " cannot be used: " + e.getReason();
        }
        return "A file cannot be used: " + thrown.getMessage();
    }

    /** By the words of Linux and macOS, and of quotas. */
    private static boolean isFullDisk(Throwable thrown) {
        String message = thrown.getMessage();
        return message != null && (message.contains("No space left on device") || message.contains("quota exceeded"));
    }

    private static String line(String message) {
        return message == null ? "" : message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
