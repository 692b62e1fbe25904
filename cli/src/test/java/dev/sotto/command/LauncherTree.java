package dev.sotto.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./sotto} in a tree of its own, with a JDK and a Maven that only tell what they were given. */
final class LauncherTree {

    private static final List<String> MODULES =
            List.of("codec", "cli", "corpus", "broker", "streams", "service", "training");

    /** What a run of the launcher ended with. */
    record Outcome(int exitCode, String out, String err) {}

    private final Path folder;
    private final Path root;
    private final Path jdk;

    LauncherTree(Path folder, String name) throws IOException {
        this.folder = folder;
        root = Files.createDirectories(folder.resolve(name));
        executable(root.resolve("sotto"), Files.readString(LauncherTable.LAUNCHER));
        for (String module : MODULES) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.createFile(root.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(root.resolve("pom.xml"));
        executable(root.resolve("mvnw"), """
                #!/bin/sh
                echo "mvnw $*" >> calls
                mkdir building || echo "two at once" >> calls
                echo "[INFO] Building Sotto codec 1     [1/2]"
                echo "[INFO] --- compiler:3.14.0:compile (default-compile) @ sotto-codec ---"
                echo "why it failed, home $HOME"
                sleep ${MAVEN_SECONDS-0}
                for module in codec cli corpus broker streams service training; do
                    case ",$3," in *,$module,*)
                        mkdir -p $module/target/lib
                        echo $$ > $module/target/sotto-$module-1.jar
                        echo $$ > $module/target/lib/other.jar
                        touch $module/target/sotto-$module-1-tests.jar ;;
                    esac
                done
                rmdir building
                exit ${MAVEN_EXIT-0}
                """);
        jdk = makeJdk("21.0.1");
    }

    Path root() {
        return root;
    }

    /**
     * A JDK that prints its arguments, in a folder of that version; with {@code WAIT_FOR}, only once that file exists.
     */
    Path makeJdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        executable(home.resolve("bin/java"), """
                #!/bin/sh
                for a in "$@"; do
                    echo "<$a>"
                    case "$a" in -XX:ArchiveClassesAtExit=*) echo "$@" > "${a#*=}" ;; esac
                done
                while [ -n "$WAIT_FOR" ] && [ ! -e "$WAIT_FOR" ]; do sleep 0.02; done
                exit ${JAVA_EXIT-0}
                """);
        return home;
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Outcome run(Map<String, String> environment, String... args) throws Exception {
        return run(root.resolve("sotto"), environment, args);
    }

    Outcome run(Path launcher, Map<String, String> environment, String... args) throws Exception {
        return outcome(start(launcher, "run", environment, args), "run");
    }

    /** Starts the launcher; {@code name} is that of the files with its output. */
    Process start(String name, Map<String, String> environment, String... args) throws IOException {
        return start(root.resolve("sotto"), name, environment, args);
    }

    private Process start(Path launcher, String name, Map<String, String> environment, String... args)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "SOTTO_JAVA", "SOTTO_JAVA_OPTS"));
        builder.environment().put("SOTTO_JAVA", jdk.toString());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(value -> value.equals("UNSET"));
        return builder.redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    Outcome outcome(Process process, String name) throws Exception {
        return new Outcome(
                process.waitFor(),
                Files.readString(folder.resolve(name + ".out")),
                Files.readString(folder.resolve(name + ".err")));
    }

    /** How Maven was called since this was last asked. */
    String builds() throws IOException {
        Path calls = root.resolve("calls");
        String text = Files.exists(calls) ? Files.readString(calls) : "";
        Files.deleteIfExists(calls);
        return text;
    }

    /** The folders of a module's builds. */
    List<Path> folders(String module) throws IOException {
        try (Stream<Path> builds = Files.list(root.resolve(".sotto/builds"))) {
            return builds.filter(path -> path.getFileName().toString().startsWith(module + "."))
                    .toList();
        }
    }
}
