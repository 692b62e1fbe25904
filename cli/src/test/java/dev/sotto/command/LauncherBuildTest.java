package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./sotto} builds and when, and that no build takes anything from under what runs. */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new LauncherTree(folder, "söttö 2");
    }

    @Test
    void shouldBuildWhatTheCommandNeedsOnce() throws Exception {
        LauncherTree.Outcome first = tree.run(Map.of(), "encode", "x");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().startsWith("sotto: building codec cli;"), first.err());
        assertEquals("mvnw -B -pl codec,cli -DskipTests package\n", tree.builds());
        assertEquals("", tree.run(Map.of(), "decode", "x").err());

        tree.run(Map.of(), "demo");
        assertEquals("mvnw -B -pl codec,cli,broker,streams,service -DskipTests package\n", tree.builds());
        assertEquals("", tree.run(Map.of(), "broker").err());

        LauncherTree.Outcome train = tree.run(Map.of(), "train");
        assertTrue(train.err().contains("PyTorch is fetched (about 110 MB)"), train.err());
        assertEquals("mvnw -B -pl codec,cli,corpus,training -DskipTests package\n", tree.builds());
    }

    @Test
    void shouldBuildAgainWhatIsOutOfDate() throws Exception {
        Path source = tree.root().resolve("codec/src/main/A.java");
        Files.createFile(source);
        tree.run(Map.of(), "encode");
        tree.run(Map.of(), "demo");
        tree.builds();
        assertEquals("", tree.run(Map.of(), "demo").err());

        // A deleted source makes its folder newer.
        Files.delete(source);
        assertTrue(tree.run(Map.of(), "demo").err().contains("building codec cli broker streams service"));
        assertTrue(tree.run(Map.of(), "encode").err().contains("building codec cli;"));
    }

    @Test
    void shouldLeaveARunningServiceItsJars() throws Exception {
        Path stop = folder.resolve("stop");
        Process service = tree.start("service", Map.of("WAIT_FOR", stop.toString()), "demo");
        Path current = tree.root().resolve(".sotto/service");
        while (!Files.exists(current)
                || !Files.readString(folder.resolve("service.out")).contains("<demo>")) {
            assertTrue(service.isAlive());
            Thread.onSpinWait();
        }
        Path running = tree.folders("service").get(0);
        String before = contents(running);

        Files.createFile(tree.root().resolve("service/src/main/New.java"));
        String out = tree.run(Map.of(), "demo").out();

        assertEquals(before, contents(running));
        assertFalse(out.contains(running.toString()), out);
        assertEquals(2, tree.folders("service").size());
        Files.createFile(stop);
        assertEquals(0, service.waitFor());

        // Nobody needs it any more: the next build takes it away.
        Files.createFile(tree.root().resolve("service/src/main/Newer.java"));
        tree.run(Map.of(), "demo");
        assertEquals(1, tree.folders("service").size());
    }

    private static String contents(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append(' ').append(Files.readString(file));
            }
        }
        assertTrue(all.toString().contains("sotto-service-1.jar"), all.toString());
        assertTrue(all.toString().contains("other.jar"), all.toString());
        return all.toString();
    }

    @Test
    void shouldBuildOnceForTwoAtOnce() throws Exception {
        Map<String, String> slow = Map.of("MAVEN_SECONDS", "0.3");
        shouldBuildOnce(slow);

        // macOS has no flock.
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : List.of(
                "bash",
                "sh",
                "env",
                "readlink",
                "dirname",
                "grep",
                "find",
                "head",
                "tail",
                "mkdir",
                "rmdir",
                "mktemp",
                "touch",
                "rm",
                "cp",
                "mv",
                "ln",
                "cat",
                "sleep",
                "tr",
                "sed")) {
            for (String path : System.getenv("PATH").split(File.pathSeparator)) {
                Path tool = Path.of(path, name);
                if (Files.isExecutable(tool)) {
                    LauncherTree.executable(tools.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
                }
            }
        }
        Files.createFile(tree.root().resolve("codec/src/main/A.java"));
        shouldBuildOnce(Map.of("MAVEN_SECONDS", "0.3", "PATH", tools.toString()));
        assertFalse(Files.isSymbolicLink(tree.root().resolve(".sotto/building")));
    }

    private void shouldBuildOnce(Map<String, String> environment) throws Exception {
        Process one = tree.start("one", environment, "encode");
        Process other = tree.start("other", environment, "encode");

        LauncherTree.Outcome ended = tree.outcome(one, "one");
        assertEquals(0, ended.exitCode(), ended.err());
        ended = tree.outcome(other, "other");
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals("mvnw -B -pl codec,cli -DskipTests package\n", tree.builds());
    }

    @Test
    void shouldKeepTheClassesOfARunOfItsOwnWhateverTheFirstCommandIs() throws Exception {
        LauncherTree.Outcome first = tree.run(Map.of(), "--version");

        Path archive = tree.folders("cli").get(0).resolve("classes-21.0.1.jsa");
        assertTrue(Files.readString(archive).contains(" encode "), Files.readString(archive));
        String flag = "<-XX:SharedArchiveFile=" + archive + ">";
        assertTrue(first.out().contains(flag), first.out());
        assertTrue(first.out().endsWith("<--version>\n"), first.out());
        Files.writeString(archive, "kept");
        assertTrue(tree.run(Map.of(), "decode").out().contains(flag));
        assertEquals("kept", Files.readString(archive));

        tree.run(Map.of(), "detokenize");
        Path other = tree.folders("corpus").get(0).resolve("classes-21.0.1.jsa");
        assertTrue(Files.readString(other).contains(" tokenize "), Files.readString(other));
    }

    @Test
    void shouldSayThatABuildFailed() throws Exception {
        LauncherTree.Outcome failed = tree.run(Map.of("MAVEN_EXIT", "1"), "encode");

        assertEquals(1, failed.exitCode());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("\nwhy it failed"), failed.err());
        assertFalse(failed.err().contains("[INFO]"), failed.err());
        assertTrue(failed.err().endsWith("sotto: The build failed; the lines above say why.\n"), failed.err());
        assertTrue(tree.run(Map.of(), "encode").err().contains("building"));
    }

    @Test
    void shouldSayWhatTheBuildIsAtEveryTwoSeconds() throws Exception {
        String err = tree.run(Map.of("MAVEN_SECONDS", "2.3"), "encode").err();

        assertTrue(err.contains("sotto: 2 s: sotto-codec: compiler:3.14.0:compile\n"), err);
    }

    @Test
    void shouldStartWithoutAHome() throws Exception {
        LauncherTree.Outcome outcome =
                tree.run(Map.of("HOME", "UNSET", "SOTTO_JAVA", "UNSET", "MAVEN_EXIT", "1"), "encode");

        assertFalse(outcome.err().contains("unbound"), outcome.err());
        assertTrue(outcome.err().contains("home /"), outcome.err());
    }

    @Test
    void shouldShowTheHelpOfTrainingWithoutABuild() throws Exception {
        Path help = Files.createDirectories(tree.root().resolve("config/help"));
        Files.writeString(help.resolve("train.txt"), "Usage: sotto train\n");

        assertEquals(new LauncherTree.Outcome(0, "Usage: sotto train\n", ""), tree.run(Map.of(), "train", "--help"));
        assertEquals("Usage: sotto train\n", tree.run(Map.of(), "help", "train").out());
        assertEquals("", tree.builds());
        tree.run(Map.of(), "train", "--data", "x");
        assertTrue(tree.run(Map.of(), "train", "--help").out().contains("<--help>"));
    }
}
