package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sotto} in a tree of its own, with a JDK and a Maven that only tell what they were given. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String HUGE_PAGES = "<-XX:+UseTransparentHugePages>";

    @TempDir
    private Path folder;

    private Path tree;
    private Path jdk;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(folder.resolve("a tree"));
        Files.copy(LauncherTable.LAUNCHER, tree.resolve("sotto"));
        executable(tree.resolve("sotto"), Files.readString(tree.resolve("sotto")));
        for (String module : List.of("codec", "cli", "corpus", "broker", "streams", "service", "training")) {
            Files.createDirectories(tree.resolve(module).resolve("src/main"));
            Files.createFile(tree.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(tree.resolve("pom.xml"));
        executable(tree.resolve("mvnw"), """
                #!/bin/sh
                echo "mvnw $*"
                for module in codec cli corpus broker streams service training; do
                    jar=$module/target/sotto-$module-1.jar
                    case ",$4," in *,$module,*) mkdir -p $module/target && touch $jar ;; esac
                done
                exit ${MAVEN_EXIT-0}
                """);
        jdk = makeJdk("21.0.1");
    }

    private Path makeJdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        executable(
                home.resolve("bin/java"), "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\nexit ${JAVA_EXIT-0}\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Map<String, String> environment, String... args) throws Exception {
        return run(tree.resolve("sotto"), environment, args);
    }

    private Outcome run(Path launcher, Map<String, String> environment, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(args));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "SOTTO_JAVA", "SOTTO_JAVA_OPTS"));
        builder.environment().put("SOTTO_JAVA", jdk.toString());
        builder.environment().putAll(environment);
        int exitCode = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    @Test
    void shouldListWhatTheModuleOffers() throws IOException {
        LauncherTable.shouldList("cli", new FileCommands());
    }

    @Test
    void shouldListAllCommandsWithoutJavaOrABuild() throws Exception {
        Outcome alone = run(Map.of("SOTTO_JAVA", "/nowhere"));

        assertEquals(0, alone.exitCode());
        assertEquals("", alone.err());
        for (String command : List.of("encode", "decode", "inspect", "demo", "broker", "train")) {
            assertTrue(alone.out().lines().anyMatch(line -> line.startsWith("  " + command + " ")), alone.out());
        }
        assertEquals(alone, run(Map.of("SOTTO_JAVA", "/nowhere"), "--help"));
        assertFalse(Files.exists(tree.resolve("codec/target")));
    }

    @Test
    void shouldRefuseACommandThatThereIsNot() throws Exception {
        Outcome outcome = run(Map.of(), "sing");

        assertEquals(new Outcome(2, "", "sotto: There is no command 'sing': sotto alone lists them.\n"), outcome);
    }

    @Test
    void shouldBuildWhatTheCommandNeedsOnce() throws Exception {
        Outcome first = run(Map.of(), "encode", "x");
        assertEquals(0, first.exitCode());
        assertTrue(first.err().contains("sotto: building codec cli;"), first.err());
        assertTrue(first.err().contains("-pl codec,cli -DskipTests"), first.err());
        assertEquals("", run(Map.of(), "decode", "x").err());

        Outcome demo = run(Map.of(), "demo");
        assertTrue(demo.err().contains("-pl codec,cli,broker,streams,service -DskipTests"), demo.err());
        assertEquals("", run(Map.of(), "broker").err());

        Outcome train = run(Map.of(), "train");
        assertTrue(train.err().contains("PyTorch is fetched (about 110 MB)"), train.err());
        assertTrue(train.err().contains("-pl codec,cli,corpus,training -DskipTests"), train.err());
    }

    @Test
    void shouldBuildAgainWhatIsOutOfDate() throws Exception {
        Path source = tree.resolve("codec/src/main/A.java");
        Files.createFile(source);
        run(Map.of(), "encode");
        run(Map.of(), "demo");
        assertEquals("", run(Map.of(), "demo").err());

        // A deleted source makes its folder newer.
        Files.delete(source);
        assertTrue(run(Map.of(), "demo").err().contains("building codec cli broker streams service"));
        assertEquals("", run(Map.of(), "encode").err());
    }

    @Test
    void shouldSayThatABuildFailed() throws Exception {
        Outcome failed = run(Map.of("MAVEN_EXIT", "1"), "encode");

        assertEquals(1, failed.exitCode());
        assertEquals("", failed.out());
        assertTrue(failed.err().endsWith("sotto: The build failed; the lines above say why.\n"), failed.err());
        assertTrue(run(Map.of(), "encode").err().contains("building"));
    }

    @Test
    void shouldHandOverToJava() throws Exception {
        Outcome outcome =
                run(Map.of("JAVA_EXIT", "7", "SOTTO_JAVA_OPTS", "-Xmx1g -Da=b"), "demo", "two words", "", "*");

        assertEquals(7, outcome.exitCode());
        String jars = Stream.of(
                        "service/target/sotto-service-1.jar",
                        "streams/target/sotto-streams-1.jar",
                        "broker/target/sotto-broker-1.jar",
                        "cli/target/sotto-cli-1.jar",
                        "codec/target/sotto-codec-1.jar",
                        "service/target/lib/*")
                .map(jar -> tree.resolve(jar).toString())
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

        assertEquals(expected, run(Map.of(), "demo").out().contains(HUGE_PAGES));
        assertFalse(run(Map.of(), "encode").out().contains(HUGE_PAGES));
    }

    /** What Java says of its locale is here what the shell hands over. */
    @Test
    void shouldGiveJavaALocaleThatNamesEveryFile() throws Exception {
        executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"${LC_ALL-} ${LC_CTYPE-} ${LANG-}\"\n");
        Map<String, String> none = Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "");

        assertEquals(" C.UTF-8 \n", run(none, "encode").out());
        assertEquals("C.UTF-8  \n", run(with(none, "LC_ALL", "POSIX"), "encode").out());
        assertEquals(" C.UTF-8 C\n", run(with(none, "LANG", "C"), "encode").out());
        assertEquals(
                " C.UTF-8 de_DE.UTF-8\n",
                run(with(with(none, "LANG", "de_DE.UTF-8"), "LC_CTYPE", "C"), "encode")
                        .out());
        assertEquals(
                "  de_DE.UTF-8\n",
                run(with(none, "LANG", "de_DE.UTF-8"), "encode").out());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    @Test
    void shouldFollowLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree", "sotto"));
        Path second = Files.createSymbolicLink(folder.resolve("second link"), link);

        assertTrue(run(second, Map.of(), "encode").out().contains(tree.resolve("codec/target") + "/"));
    }

    @Test
    void shouldTakeTheJdkThatItIsTold() throws Exception {
        Path newer = makeJdk("25");
        Path older = makeJdk("11.0.2");

        String flag = "<--sun-misc-unsafe-memory-access=allow>";
        assertFalse(run(Map.of(), "encode").out().contains(flag));
        assertTrue(run(Map.of("SOTTO_JAVA", newer.toString()), "encode").out().contains(flag));
        assertTrue(run(Map.of("SOTTO_JAVA", newer.resolve("bin/java").toString()), "encode")
                .out()
                .contains(flag));
        assertTrue(run(Map.of("SOTTO_JAVA", "", "JAVA_HOME", newer.toString()), "encode")
                .out()
                .contains(flag));
        Outcome old = run(Map.of("SOTTO_JAVA", older.toString()), "encode");
        assertEquals(2, old.exitCode());
        assertTrue(old.err().contains("SOTTO_JAVA") && old.err().contains("17"), old.err());
    }
}
