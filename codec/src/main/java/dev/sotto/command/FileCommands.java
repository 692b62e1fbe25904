package dev.sotto.command;

import java.util.List;

/** The commands that need nothing but files. */
public final class FileCommands implements CommandProvider {

    @Override
    public String heading() {
        return "Files";
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(
                EncodeCommand.class,
                DecodeCommand.class,
                InspectCommand.class,
                TokenizeCommand.class,
                DetokenizeCommand.class,
                EvaluateTokensCommand.class,
                SampleCommand.class);
    }
}
