package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The lines that begin with {@code ./sotto} in the blocks of shell of the documents. */
public final class DocumentedCommands {

    private static final Path ROOT = LauncherTable.LAUNCHER.resolveSibling("");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /**
     * @param words without {@code ./sotto}
     * @param inBackground whether it ends with an ampersand
     */
    public record Line(String document, List<String> words, boolean inBackground) {}

    private DocumentedCommands() {}

    /** Of the section of README.md below a heading, in the order in which they are printed. */
    public static List<Line> ofReadme(String heading) throws IOException {
        String text = Files.readString(ROOT.resolve("README.md"));
        String section = text.substring(text.indexOf("\n## " + heading + "\n") + 1);
        int end = section.indexOf("\n## ");
        return lines("README.md", end < 0 ? section : section.substring(0, end));
    }

    /** Holds all documents to the options that the commands have: each printed line is understood. */
    public static void shouldBeUnderstood(CommandProvider provider) throws IOException {
        List<Line> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT, 2)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                all.addAll(lines(file.toString(), Files.readString(file)));
            }
        }
        assertFalse(all.isEmpty());
        for (Class<?> type : provider.commands()) {
            String name = type.getAnnotation(Command.class).name();
            for (Line line : all) {
                if (line.words().get(0).equals(name)) {
                    parse(type, line);
                }
            }
        }
    }

    private static void parse(Class<?> type, Line line) {
        List<String> args = line.words().subList(1, line.words().size());
        try {
            new CommandLine(type).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args.toArray(new String[0]));
        } catch (ParameterException e) {
            throw new AssertionError(line + ": " + e.getMessage(), e);
        }
    }

    private static List<Line> lines(String document, String text) {
        List<Line> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            block.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("./sotto ") && !line.matches(".*[|$<>].*"))
                    .forEach(line -> lines.add(line(document, line.replaceAll(" +#.*| *&& *$", ""))));
        }
        return lines;
    }

    private static Line line(String document, String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text.substring("./sotto ".length()));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        boolean inBackground = words.remove("&");
        return new Line(document, List.copyOf(words), inBackground);
    }
}
