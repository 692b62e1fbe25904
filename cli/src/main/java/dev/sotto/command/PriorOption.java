package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.model.ModelFile;
import dev.sotto.model.ModelFormatException;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which prior; a mixin of the commands that need to know what tokens are likely. */
public final class PriorOption {

    @Option(
            names = "--prior",
            paramLabel = "FILE",
            description = "A prior that 'sotto train-prior' wrote. Default: the prior inside the jar.")
    private Path file;

    private Prior loaded;

    /** @throws BadInputException for one that knows the tokens of another model */
    public Prior prior(ModelFile model, String modelName) throws IOException {
        Prior prior = read();
        if (!prior.modelFingerprint().equals(model.fingerprint())) {
            throw new BadInputException(
                    description() + " knows the tokens of model " + prior.modelFingerprint() + ", but " + modelName
                            + " is " + model.fingerprint() + ": name the right ones with --prior and --model");
        }
        return prior;
    }

    /**
     * For one who reads what may be entropy-coded or not: none where the one in the jar is for another model.
     *
     * @throws BadInputException for a named one that knows the tokens of another model
     */
    public Optional<Prior> priorIfAny(ModelFile model, String modelName) throws IOException {
        if (file != null) {
            return Optional.of(prior(model, modelName));
        }
        return priorIfAny().filter(prior -> prior.modelFingerprint().equals(model.fingerprint()));
    }

    /** Of whatever model: none in a build that has none. */
    public Optional<Prior> priorIfAny() throws IOException {
        try {
            return Optional.of(read());
        } catch (ModelFormatException e) {
            if (file != null) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * The prior that a file was coded with.
     *
     * @param name what messages call the file
     * @throws BadInputException for another than the one that is named or bundled
     */
    public Prior priorOf(Fingerprint fingerprint, String name) {
        Prior prior;
        try {
            prior = read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!prior.fingerprint().equals(fingerprint)) {
            throw new BadInputException(name + " is coded with prior " + fingerprint + ", " + description() + " is "
                    + prior.fingerprint() + ": name the right one with --prior");
        }
        return prior;
    }

    private Prior read() throws IOException {
        if (loaded == null) {
            loaded = load();
        }
        return loaded;
    }

    private Prior load() throws IOException {
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
