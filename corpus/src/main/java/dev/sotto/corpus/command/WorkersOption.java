package dev.sotto.corpus.command;

import dev.sotto.BadInputException;
import picocli.CommandLine.Option;

/** How many files at once; a mixin of the commands that go through many. */
final class WorkersOption {

    private static final int MAX = 1024;

    @Option(
            names = "--workers",
            paramLabel = "W",
            description = "Files that are worked on at once; the output is the same for any number. Default: as many as"
                    + " there are cores.")
    private Integer workers;

    int count() {
        if (workers == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (workers < 1 || workers > MAX) {
            throw new BadInputException("--workers must be 1 to " + MAX + ", is " + workers);
        }
        return workers;
    }
}
