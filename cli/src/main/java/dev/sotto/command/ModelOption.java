package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Which model; a mixin of every command that encodes or decodes. */
public final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model file that 'sotto train' wrote. Default: the model inside the jar.")
    private Path file;

    public SpeechCodec codec() throws IOException {
        return SpeechCodec.of(model());
    }

    /** Of a program that ends after so many frames. */
    SpeechCodec codecForFile(ToIntFunction<CodecConfig> frames) throws IOException {
        ModelFile model = model();
        return SpeechCodec.of(model, SpectralKernel.forFile(frames.applyAsInt(model.config())));
    }

    public ModelFile model() throws IOException {
        if (file == null) {
            return ModelFile.bundled();
        }
        if (!Files.exists(file)) {
            throw new BadInputException("There is no model file " + file + ": check the name given with --model");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder: give --model the model file in it");
        }
        return ModelFile.read(file);
    }

    /** Takes this file where none was named, as of a run that goes on; null: the model inside the jar. */
    public void useIfNoneGiven(Path other) {
        file = file == null ? other : file;
    }

    /** The file that was named; none for the model inside the jar. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    boolean isGiven() {
        return file != null;
    }

    /** What messages call it. */
    public String description() {
        return file == null ? "the model inside the jar" : file.toString();
    }
}
