package dev.sotto.command;

import dev.sotto.model.ModelFile;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which prior; a mixin of the commands that need to know what tokens are likely. */
public final class PriorOption {

    @Option(
            names = "--prior",
            paramLabel = "FILE",
            description = "A prior that 'sotto train-prior' wrote. Default: the prior inside the jar.")
    private Path file;

    /** @throws BadInputException for one that knows the tokens of another model */
    public Prior prior(ModelFile model, String modelName) throws IOException {
        Prior prior = read();
        if (prior.modelFingerprint() != model.fingerprint()) {
            throw new BadInputException(String.format(
                    "%s knows the tokens of model %016x, but %s is %016x: name the right ones with --prior and --model",
                    description(), prior.modelFingerprint(), modelName, model.fingerprint()));
        }
        return prior;
    }

    private Prior read() throws IOException {
        if (file == null) {
            return Prior.bundled();
        }
        if (!Files.exists(file)) {
            throw new BadInputException("There is no prior " + file + ": check the name given with --prior");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder: give --prior the file prior.safetensors in it");
        }
        return Prior.read(file);
    }

    /** What messages call it. */
    public String description() {
        return file == null ? "the prior inside the jar" : file.toString();
    }
}
