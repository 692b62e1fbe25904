package dev.sotto.training.loop;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.sotto.BadInputException;
import dev.sotto.NamedOutput;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A run's state on disk: {@code checkpoint.json} names the safetensors file that belongs to it and is replaced last, so
 * that a run killed while writing finds the checkpoint before.
 */
public record CheckpointFolder(Path folder) {

    private static final String FILE = "checkpoint.json";

    /** Curves may have points that are no numbers. */
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create();

    /** What {@code checkpoint.json} holds. */
    public interface Content {

        /** Name of the file of arrays. */
        String arrays();

        /** Whether nothing is missing that a run needs to go on. */
        boolean isWhole();
    }

    public boolean holdsRun() {
        return Files.exists(folder.resolve(FILE));
    }

    /** The name of the file of arrays after so many steps. */
    public static String arraysAt(long step) {
        return "checkpoint-" + step + ".safetensors";
    }

    /** Replaces what was there before. */
    public void write(Content content, NDList arrays) throws IOException {
        Files.createDirectories(folder);
        Path written = folder.resolve("checkpoint.safetensors.new");
        Path whole = folder.resolve(content.arrays());
        try (OutputStream out = new BufferedOutputStream(NamedOutput.open(written, whole), 1 << 16)) {
            arrays.encode(out, NDList.Encoding.SAFETENSORS);
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
        replace(written, whole);
        write(folder.resolve(FILE), GSON.toJson(content).getBytes(StandardCharsets.UTF_8));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "checkpoint-*.safetensors")) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(content.arrays())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes a file whole or not at all. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = NamedOutput.open(written, file)) {
            out.write(bytes);
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
        replace(written, file);
    }

    private static void replace(Path written, Path file) throws IOException {
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public <C extends Content> C read(Class<C> type) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new BadInputException(folder + " holds no checkpoint to resume: leave --resume out to start a run");
        }
        try {
            C read = GSON.fromJson(Files.readString(file), type);
            if (read != null
                    && read.arrays() != null
                    && read.isWhole()
                    && Files.exists(folder.resolve(read.arrays()))) {
                return read;
            }
        } catch (CharacterCodingException | RuntimeException e) {
            // RuntimeException: Gson wraps what a record's constructor throws in one of several ways.
            throw new BadInputException(file + " is damaged: train into another folder", e);
        }
        throw new BadInputException(file + " does not hold a whole checkpoint: train into another folder");
    }

    /** @param restore takes what it needs of the arrays, which are closed after it */
    public void restore(Content content, NDManager manager, Consumer<NDList> restore) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(content.arrays()));
                NDList read = NDList.decode(manager, in)) {
            restore.accept(read);
        } catch (EOFException | RuntimeException e) {
            // RuntimeException: what DJL does on a damaged file, and a missing array or one of another size.
            throw new BadInputException(folder.resolve(content.arrays()) + " is damaged: train into another folder", e);
        }
    }
}
