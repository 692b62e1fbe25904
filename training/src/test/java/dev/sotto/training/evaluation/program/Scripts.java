package dev.sotto.training.evaluation.program;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs for tests. */
final class Scripts {

    private Scripts() {}

    /** Skips the test where there is no shell. */
    static Path write(Path folder, String name, String... lines) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh for the test's programs");
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assumeTrue(script.toFile().setExecutable(true), "the test's programs cannot be made executable");
        return script;
    }
}
