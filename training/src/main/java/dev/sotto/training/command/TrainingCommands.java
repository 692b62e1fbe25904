package dev.sotto.training.command;

import dev.sotto.command.CommandProvider;
import java.util.List;

/** What the training module adds to the launcher. */
public final class TrainingCommands implements CommandProvider {

    @Override
    public String heading() {
        return "Training";
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(TrainCommand.class, TrainPriorCommand.class, EvaluateCommand.class, DigitsCommand.class);
    }
}
