package dev.sotto.benchmark;

import dev.sotto.chaos.ChaosCommand;
import dev.sotto.command.CommandProvider;
import dev.sotto.load.LoadCommand;
import java.util.List;

/** What the benchmarks module adds to the launcher. */
public final class BenchmarkCommands implements CommandProvider {

    @Override
    public String heading() {
        return "Speed";
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(BenchmarkCommand.class, ChaosCommand.class, LoadCommand.class);
    }
}
