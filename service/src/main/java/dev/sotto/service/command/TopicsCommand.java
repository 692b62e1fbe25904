package dev.sotto.service.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sotto topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Make the topics that the codec needs (topics create).",
        subcommands = CreateTopicsCommand.class)
public final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What shall become of the topics? Try: sotto topics create");
    }
}
