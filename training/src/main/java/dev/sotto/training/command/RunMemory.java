package dev.sotto.training.command;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.sotto.BadInputException;
import dev.sotto.training.loop.CheckpointFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the command line of a run said and no checkpoint holds, so that {@code --resume} alone goes on as it began:
 * {@code run.json} in OUT, written before the first step.
 *
 * @param dev the folder of {@code --dev}, or null
 * @param model the file of {@code --model}, or null
 * @param steps the run's end, or 0
 * @param minutes the run's end, or 0
 */
record RunMemory(String dev, String model, long steps, double minutes) {

    private static final String FILE = "run.json";
    /** Of a run that begins. */
    static final RunMemory NOTHING = new RunMemory(null, null, 0, 0);

    /** Of the run in a folder; of nothing where there is none. */
    static RunMemory read(Path out) throws IOException {
        Path file = out.resolve(FILE);
        if (!Files.exists(file)) {
            return NOTHING;
        }
        try {
            RunMemory read = new Gson().fromJson(Files.readString(file), RunMemory.class);
            return read == null ? NOTHING : read;
        } catch (JsonParseException e) {
            throw new BadInputException(file + " is damaged: remove it, and give --dev and --model again", e);
        }
    }

    /** The same with what is given now in place of what was given before. */
    RunMemory with(Path newDev, Path newModel, long newSteps, double newMinutes) {
        boolean hasEnd = newSteps > 0 || newMinutes > 0;
        return new RunMemory(
                newDev == null ? dev : newDev.toAbsolutePath().toString(),
                newModel == null ? model : newModel.toAbsolutePath().toString(),
                hasEnd ? newSteps : steps,
                hasEnd ? newMinutes : minutes);
    }

    void write(Path out) throws IOException {
        Files.createDirectories(out);
        CheckpointFolder.write(out.resolve(FILE), new Gson().toJson(this).getBytes(StandardCharsets.UTF_8));
    }

    /** Null where there is none. */
    Path devFolder() {
        return dev == null ? null : Path.of(dev);
    }

    /** Null where there is none. */
    Path modelFile() {
        return model == null ? null : Path.of(model);
    }

    boolean hasEnd() {
        return steps > 0 || minutes > 0;
    }
}
