package dev.sotto.training.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run keeps beside its arrays.
 *
 * @param arrays name of the file of arrays
 * @param seconds of training so far
 * @param updates of the optimizer
 * @param adversaryUpdates of the discriminator's; 0 where there is none
 */
public record Checkpoint(
        String arrays,
        TrainingOptions options,
        long step,
        double seconds,
        double audioSeconds,
        long updates,
        long adversaryUpdates,
        boolean quantizing,
        List<History.Point> history)
        implements CheckpointFolder.Content {

    public static Checkpoint read(Path folder) throws IOException {
        return new CheckpointFolder(folder).read(Checkpoint.class);
    }

    @Override
    public boolean isWhole() {
        return history != null
                && step >= 0
                && options != null
                && options.config() != null
                && options.learning() != null;
    }

    void write(Path folder, TrainingState state) throws IOException {
        new CheckpointFolder(folder).write(this, state.arrays());
    }

    void restore(Path folder, TrainingState state) throws IOException {
        new CheckpointFolder(folder)
                .restore(this, state.manager(), arrays -> state.restore(arrays, updates, adversaryUpdates));
    }
}
