package dev.sotto.command;

import java.util.List;

/** The commands for one file, and for the model. */
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
                SampleCommand.class,
                ExportCommand.class);
    }
}
