package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./sotto} lists and refuses, and what it hands to Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String HUGE_PAGES = "<-XX:+UseTransparentHugePages>";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new LauncherTree(folder, "a tree");
    }

    @Test
    void shouldListWhatTheModuleOffers() throws IOException {
        LauncherTable.shouldList("cli", new FileCommands());
        DocumentedCommands.shouldBeUnderstood(new FileCommands());
    }

    @Test
    void shouldListAllCommandsWithoutJavaOrABuild() throws Exception {
        LauncherTree.Outcome alone = tree.run(Map.of("SOTTO_JAVA", "/nowhere"));

        assertEquals(0, alone.exitCode());
        assertEquals("", alone.err());
        for (String command : List.of("encode", "decode", "inspect", "demo", "broker", "train")) {
            assertTrue(alone.out().lines().anyMatch(line -> line.startsWith("  " + command + " ")), alone.out());
        }
        assertEquals(alone, tree.run(Map.of("SOTTO_JAVA", "/nowhere"), "--help"));
        assertFalse(Files.exists(tree.root().resolve(".sotto")));
    }

    @Test
    void shouldRefuseACommandThatThereIsNot() throws Exception {
        LauncherTree.Outcome outcome = tree.run(Map.of(), "sing");

        assertEquals(
                new LauncherTree.Outcome(2, "", "sotto: There is no command 'sing': sotto alone lists them.\n"),
                outcome);
    }

    @Test
    void shouldHandOverToJava() throws Exception {
        LauncherTree.Outcome outcome =
                tree.run(Map.of("JAVA_EXIT", "7", "SOTTO_JAVA_OPTS", "-Xmx1g -Da=b"), "demo", "two words", "", "*");

        assertEquals(7, outcome.exitCode());
        Path build = tree.folders("service").get(0);
        String jars = Stream.of(
                        "sotto-service-1.jar",
                        "sotto-streams-1.jar",
                        "sotto-broker-1.jar",
                        "sotto-cli-1.jar",
                        "sotto-codec-1.jar",
                        "lib/*")
                .map(jar -> build.resolve(jar).toString())
                .reduce((a, b) -> a + ":" + b)
                .orElseThrow();
        assertEquals(
                List.of(
                        "<--add-modules>",
                        "<jdk.incubator.vector>",
                        "<--enable-native-access=ALL-UNNAMED>",
                        "<-XX:+ExitOnOutOfMemoryError>",
                        "<-Xmx1g>",
                        "<-Da=b>",
                        "<-cp>",
                        "<" + jars + ">",
                        "<" + Sotto.class.getName() + ">",
                        "<demo>",
                        "<two words>",
                        "<>",
                        "<*>"),
                outcome.out().lines().filter(line -> !line.equals(HUGE_PAGES)).toList());
    }

    @Test
    void shouldAskForHugePagesForLiveStreamsWhereLinuxLeavesItToTheProcess() throws Exception {
        Path choice = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean expected = Files.isReadable(choice) && Files.readString(choice).contains("[madvise]");

        assertEquals(expected, tree.run(Map.of(), "demo").out().contains(HUGE_PAGES));
        assertFalse(tree.run(Map.of(), "encode").out().contains(HUGE_PAGES));
    }

    @Test
    void shouldRefuseToRunWithoutFusedMultiplyAdd() throws Exception {
        LauncherTree.Outcome outcome = tree.run(Map.of("SOTTO_JAVA_OPTS", "-Xmx1g -XX:-UseFMA"), "encode", "x");

        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("-XX:-UseFMA turns it off"), outcome.err());
    }

    /** What Java says of its locale is here what the shell hands over. */
    @Test
    void shouldGiveJavaALocaleThatNamesEveryFile() throws Exception {
        Path jdk = tree.makeJdk("21.0.2");
        LauncherTree.executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"${LC_ALL-} ${LC_CTYPE-} ${LANG-}\"\n");
        Map<String, String> none = Map.of("SOTTO_JAVA", jdk.toString(), "LC_ALL", "", "LC_CTYPE", "", "LANG", "");

        assertEquals(" C.UTF-8 \n", tree.run(none, "encode").out());
        assertEquals(
                "C.UTF-8  \n", tree.run(with(none, "LC_ALL", "POSIX"), "encode").out());
        assertEquals(" C.UTF-8 C\n", tree.run(with(none, "LANG", "C"), "encode").out());
        assertEquals(
                " C.UTF-8 de_DE.UTF-8\n",
                tree.run(with(with(none, "LANG", "de_DE.UTF-8"), "LC_CTYPE", "C"), "encode")
                        .out());
        assertEquals(
                "  de_DE.UTF-8\n",
                tree.run(with(none, "LANG", "de_DE.UTF-8"), "encode").out());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    @Test
    void shouldLeaveTheCollectorToWhoNamesOne() throws Exception {
        assertTrue(tree.run(Map.of(), "encode").out().contains("<-XX:+UseSerialGC>"));
        String own = tree.run(Map.of("SOTTO_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"), "encode")
                .out();
        assertTrue(own.contains("<-XX:+UseG1GC>"), own);
        assertFalse(own.contains("<-XX:+UseSerialGC>"), own);
    }

    @Test
    void shouldFollowLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree", "sotto"));
        Path second = Files.createSymbolicLink(folder.resolve("second link"), link);

        assertTrue(
                tree.run(second, Map.of(), "encode").out().contains(tree.root().resolve(".sotto/builds") + "/"));
    }

    @Test
    void shouldTakeTheJdkThatItIsTold() throws Exception {
        Path newer = tree.makeJdk("25");
        Path older = tree.makeJdk("11.0.2");

        String flag = "<--sun-misc-unsafe-memory-access=allow>";
        assertFalse(tree.run(Map.of(), "encode").out().contains(flag));
        assertTrue(
                tree.run(Map.of("SOTTO_JAVA", newer.toString()), "encode").out().contains(flag));
        assertTrue(tree.run(Map.of("SOTTO_JAVA", newer.resolve("bin/java").toString()), "encode")
                .out()
                .contains(flag));
        assertTrue(tree.run(Map.of("SOTTO_JAVA", "", "JAVA_HOME", newer.toString()), "encode")
                .out()
                .contains(flag));
        LauncherTree.Outcome old = tree.run(Map.of("SOTTO_JAVA", older.toString()), "encode");
        assertEquals(2, old.exitCode());
        assertTrue(old.err().contains("SOTTO_JAVA") && old.err().contains("17"), old.err());
    }
}
