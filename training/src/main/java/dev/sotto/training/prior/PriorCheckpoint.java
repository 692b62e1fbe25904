package dev.sotto.training.prior;

import dev.sotto.training.loop.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run keeps beside its arrays.
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
        List<PriorPoint> history)
        implements CheckpointFolder.Content {

    public static PriorCheckpoint read(Path folder) throws IOException {
        return new CheckpointFolder(folder).read(PriorCheckpoint.class);
    }

    @Override
    public boolean isWhole() {
        return history != null && step >= 0 && options != null && options.config() != null;
    }

    void write(Path folder, PriorState state) throws IOException {
        new CheckpointFolder(folder).write(this, state.arrays());
    }

    void restore(Path folder, PriorState state) throws IOException {
        new CheckpointFolder(folder).restore(this, state.manager(), arrays -> state.restore(arrays, updates));
    }
}
