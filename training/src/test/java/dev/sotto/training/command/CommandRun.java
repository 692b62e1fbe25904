package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    void assertDone() {
        assertEquals(0, exitCode, err);
    }

    /** Exit code 2 and one sentence with all of {@code parts} in it. */
    void assertBadInput(String... parts) {
        assertEquals(2, exitCode, err);
        for (String part : parts) {
            assertTrue(err.contains(part), err);
        }
        assertEquals(1, err.strip().lines().count(), err);
        assertFalse(err.contains("Exception") || err.contains("\tat "), err);
    }
}
