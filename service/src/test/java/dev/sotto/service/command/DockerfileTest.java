package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.command.Sotto;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be said of the image without building it. */
class DockerfileTest {

    private final List<List<String>> instructions = instructions();

    @Test
    void shouldCopyOnlyWhatIsThere() {
        Set<String> stages = new HashSet<>();
        int copies = 0;
        for (List<String> words : instructions) {
            switch (words.get(0)) {
                case "FROM" -> stages.add(words.get(words.size() - 1));
                case "COPY" -> {
                    copies++;
                    assertCopies(words.subList(1, words.size() - 1), stages);
                }
                default -> {}
            }
        }
        assertTrue(copies > 5, copies + " copies");
    }

    private static void assertCopies(List<String> sources, Set<String> stages) {
        if (sources.get(0).startsWith("--from=")) {
            assertTrue(stages.contains(sources.get(0).substring("--from=".length())), sources.toString());
            return;
        }
        sources.forEach(source -> assertTrue(Files.exists(DockerTree.ROOT.resolve(source)), source));
    }

    @Test
    void shouldRunSottoAsNobodySpecialAndAskForItsHealth() {
        List<String> user = last("USER");
        assertFalse(Set.of("root", "0").contains(user.get(1)), user.toString());
        String health = String.join(" ", last("HEALTHCHECK"));
        assertTrue(
                health.contains("/health/live")
                        && health.contains(last("EXPOSE").get(1)),
                health);
        String entry = String.join(" ", last("ENTRYPOINT"));
        assertTrue(entry.contains("\"" + Sotto.class.getName() + "\""), entry);
        assertTrue(entry.contains("jdk.incubator.vector"), entry);
    }

    @Test
    void shouldNameModulesOfTheJdk() throws IOException {
        for (String module : DockerTree.modules()) {
            assertTrue(ModuleFinder.ofSystem().find(module).isPresent(), module);
        }
        assertEquals(DockerTree.modules().size(), new HashSet<>(DockerTree.modules()).size());
    }

    private List<String> last(String instruction) {
        return instructions.stream()
                .filter(words -> words.get(0).equals(instruction))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** As words, lines that go on put together. */
    private static List<List<String>> instructions() {
        try {
            String text = Files.readString(DockerTree.DOCKER.resolve("Dockerfile"))
                    .replaceAll("(?m)^#.*\n", "")
                    .replace("\\\n", " ");
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> Arrays.asList(line.strip().split("\\s+")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
