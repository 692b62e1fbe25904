package dev.sotto.training.loop;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A run's folder belongs to one process at a time: two would write over each other's checkpoints, and neither notice.
 */
public final class RunLock {

    private static final String FILE = ".lock";

    private RunLock() {}

    /** What is done while the folder is held. */
    public interface Work {

        /** Gives an exit code. */
        int run() throws IOException;
    }

    /**
     * The folder is made if it is not there; a process that is killed holds it no longer.
     *
     * @throws BadInputException while another run holds it
     */
    public static int holding(Path folder, Work work) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isFree(channel)) {
                throw new BadInputException(
                        "Another run is at work in " + folder + ": let it end, stop it, or give another --out");
            }
            return work.run();
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
