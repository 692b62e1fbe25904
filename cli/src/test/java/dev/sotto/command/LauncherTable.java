package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** The table of commands in {@code ./sotto}, which is what users see before anything is built. */
public final class LauncherTable {

    /** Tests run in their module's folder. */
    static final Path LAUNCHER = Path.of("..", "sotto");

    /** Of a help text where nobody knows how wide the terminal is. */
    private static final int WIDTH = 80;

    private LauncherTable() {}

    /** Holds the table to what a module offers: the same commands in the same order, with the same words. */
    public static void shouldList(String module, CommandProvider provider) throws IOException {
        List<String> offered = provider.commands().stream()
                .map(type -> type.getAnnotation(Command.class))
                .map(command -> module + " " + command.name() + " " + String.join(" ", command.description()))
                .toList();
        for (Class<?> type : provider.commands()) {
            for (String example : type.getAnnotation(Command.class).footer()) {
                // Beyond that names are broken in two.
                assertTrue(!example.startsWith("  sotto") || example.length() <= WIDTH, example);
            }
        }
        List<String> listed = Files.readAllLines(LAUNCHER).stream()
                .dropWhile(line -> !line.contains("'TABLE'"))
                .takeWhile(line -> !line.equals("TABLE"))
                .filter(line -> line.startsWith(module + " "))
                .map(line -> line.replaceFirst("^(\\S+) +(\\S+) +", "$1 $2 "))
                .toList();
        assertEquals(String.join("\n", offered), String.join("\n", listed));
    }

    /**
     * Holds config/help, which {@code ./sotto COMMAND --help} shows where PyTorch has not been fetched yet, to what the
     * commands say; {@code -Dsotto.write=true} writes it anew.
     */
    public static void shouldShowHelp(CommandProvider provider) throws IOException {
        for (Class<?> type : provider.commands()) {
            String name = type.getAnnotation(Command.class).name();
            StringWriter text = new StringWriter();
            Sotto.run(new String[] {name, "--help"}, new PrintWriter(text), new PrintWriter(text));
            Path file = LAUNCHER.resolveSibling("config").resolve("help").resolve(name + ".txt");
            if (Boolean.getBoolean("sotto.write")) {
                Files.writeString(file, text.toString());
            }
            // Where lines break is for the terminal to say.
            assertEquals(words(text.toString()), words(Files.readString(file)), "-Dsotto.write=true writes " + file);
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
