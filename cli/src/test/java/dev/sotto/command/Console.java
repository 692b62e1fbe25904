package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/**
 * What a user sees of a command.
 *
 * @param out standard output
 * @param err standard error
 */
public record Console(int exitCode, String out, String err) {

    /** Runs the launcher in this JVM; arguments become strings by {@code toString}. */
    public static Console run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Sotto.run(
                Stream.of(args).map(Object::toString).toArray(String[]::new),
                new PrintWriter(out),
                new PrintWriter(err));
        return new Console(exitCode, out.toString(), err.toString());
    }

    public Console shouldSucceed() {
        assertEquals(0, exitCode, err);
        assertEquals("", err);
        return this;
    }

    /** Bad input as it should be: exit code 2, one line that contains all of {@code parts}, nothing else. */
    public void shouldRefuse(Object... parts) {
        assertEquals(2, exitCode, err);
        assertEquals("", out);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("sotto: "), err);
        assertTrue(err.endsWith("." + System.lineSeparator()), err);
        assertFalse(err.contains("Exception"), err);
        for (Object part : parts) {
            assertTrue(err.contains(part.toString()), () -> "'" + part + "' is not in: " + err);
        }
    }
}
