package dev.sotto.service.command;

import dev.sotto.command.Sotto;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as the launcher runs it. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            line[i] = args[i].toString();
        }
        int exitCode = Sotto.run(line, new PrintWriter(out), new PrintWriter(err));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
