package dev.sotto.corpus.command;

import dev.sotto.command.CommandProvider;
import java.util.List;

/** The commands that go through many recordings. */
public final class CorpusCommands implements CommandProvider {

    @Override
    public String heading() {
        return "Files, many at once";
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(TokenizeCommand.class, DetokenizeCommand.class, EvaluateTokensCommand.class);
    }
}
