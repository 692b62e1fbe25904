package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's map of the modules: all packages, in the order in which one package-info names the next. */
class ModuleMapTest {

    private static final Path ROOT = Path.of("..");
    private static final String BESIDE = "; beside them";

    /** Rooms that are read in any order. */
    private static final Set<String> WITHOUT_ORDER = Set.of("service");

    static List<String> modules() throws IOException {
        return Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** What the map says of a module's packages. */
    private static String listed(String module) throws IOException {
        String row = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| [`" + module + "`]"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md does not list " + module));
        return row.split("\\|")[3];
    }

    private static List<String> names(String text) {
        return Pattern.compile("`(\\w+)`")
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    /** The folder below which each folder is a room: {@code dev/sotto}, or the module's own package. */
    private static Path folder(String module) throws IOException {
        Path sotto = ROOT.resolve(module).resolve("src/main/java/dev/sotto");
        Path own = sotto.resolve(module);
        return Files.isDirectory(own) && !folders(own).isEmpty() ? own : sotto;
    }

    private static Set<String> folders(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldListAllPackages(String module) throws IOException {
        assertEquals(folders(folder(module)), new TreeSet<>(names(listed(module))));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldListThemInTheOrderInWhichTheyAreRead(String module) throws IOException {
        if (WITHOUT_ORDER.contains(module)) {
            return;
        }
        List<String> book = names(listed(module).split(BESIDE)[0]);
        for (int i = 0; i + 1 < book.size(); i++) {
            String info = Files.readString(folder(module).resolve(book.get(i)).resolve("package-info.java"))
                    .replaceAll("\\s+\\*?\\s*", " ");
            List<String> next = Pattern.compile("Next: \\{@link [\\w.]+\\.(\\w+)}")
                    .matcher(info)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertEquals(List.of(book.get(i + 1)), next, book.get(i));
        }
        assertTrue(!book.isEmpty(), module);
    }
}
