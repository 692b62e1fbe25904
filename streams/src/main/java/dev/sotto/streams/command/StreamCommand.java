package dev.sotto.streams.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sotto stream}. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Run the codec on a cluster's topics (stream encode, stream decode).",
        subcommands = {StreamEncodeCommand.class, StreamDecodeCommand.class})
public final class StreamCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which way? Either sotto stream encode, or sotto stream decode");
    }
}
