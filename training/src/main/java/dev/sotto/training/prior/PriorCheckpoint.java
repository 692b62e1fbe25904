package dev.sotto.training.prior;

import ai.djl.ndarray.NDList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.sotto.command.BadInputException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A run's state on disk, in one folder: {@code checkpoint.json} names the safetensors file that belongs to it and is
 * replaced last, so that a run killed while writing finds the checkpoint before.
 *
 * @param arrays name of the file of arrays
 * @param seconds of training so far
 * @param frames of speech seen so far
 * @param updates of the optimizer
 */
public record PriorCheckpoint(
        String arrays,
        PriorOptions options,
        long step,
        double seconds,
        long frames,
        long updates,
        List<PriorPoint> history) {

    private static final String FILE = "checkpoint.json";

    /** Curves may have points that are no numbers. */
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create();

    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    void write(Path folder, PriorState state) throws IOException {
        Files.createDirectories(folder);
        Path written = folder.resolve("checkpoint.safetensors.new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written), 1 << 16)) {
            state.arrays().encode(out, NDList.Encoding.SAFETENSORS);
        }
        replace(written, folder.resolve(arrays));
        replace(Files.writeString(folder.resolve(FILE + ".new"), GSON.toJson(this)), folder.resolve(FILE));
        try (var files = Files.newDirectoryStream(folder, "checkpoint-*.safetensors")) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(arrays)) {
                    Files.delete(file);
                }
            }
        }
    }

    static void replace(Path written, Path file) throws IOException {
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public static PriorCheckpoint read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new BadInputException(folder + " holds no checkpoint to resume: leave --resume out to start a run");
        }
        try {
            PriorCheckpoint read = GSON.fromJson(Files.readString(file), PriorCheckpoint.class);
            if (read != null && read.isWhole() && Files.exists(folder.resolve(read.arrays))) {
                return read;
            }
        } catch (CharacterCodingException | RuntimeException e) {
            // RuntimeException: Gson wraps what a record's constructor throws in one of several ways.
            throw new BadInputException(file + " is damaged: train into another folder", e);
        }
        throw new BadInputException(file + " does not hold a whole checkpoint: train into another folder");
    }

    private boolean isWhole() {
        return arrays != null && history != null && step >= 0 && options != null && options.config() != null;
    }

    void restore(Path folder, PriorState state) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(arrays));
                NDList read = NDList.decode(state.manager(), in)) {
            state.restore(read, updates);
        } catch (EOFException | RuntimeException e) {
            // RuntimeException: what DJL does on a damaged file, and a missing array or one of another size.
            throw new BadInputException(folder.resolve(arrays) + " is damaged: train into another folder", e);
        }
    }
}
