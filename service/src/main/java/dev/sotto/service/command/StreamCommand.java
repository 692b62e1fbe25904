package dev.sotto.service.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sotto stream}. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Run the codec on a cluster's topics (stream encode, stream decode, stream tokens).",
        subcommands = {StreamEncodeCommand.class, StreamDecodeCommand.class, StreamTokensCommand.class})
public final class StreamCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which way? sotto stream encode, sotto stream decode, or sotto stream tokens");
    }
}
