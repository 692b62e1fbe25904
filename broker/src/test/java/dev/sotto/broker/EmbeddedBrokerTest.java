package dev.sotto.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "kept";

    @TempDir
    Path directory;

    @Test
    void shouldDeleteItsTemporaryDirectoryOnClose() throws Exception {
        Path temporary;
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            temporary = broker.directory();
            assertTrue(Files.exists(temporary.resolve("meta.properties")));
        }
        assertFalse(Files.exists(temporary));
    }

    @Test
    @Timeout(60)
    void shouldLeaveNoTemporaryDirectoryWhenItsProcessIsStoppedWhileItStarts() throws Exception {
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + directory,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Starting.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            String made = "";
            while (!made.startsWith(EmbeddedBroker.TEMPORARY)) {
                WatchKey key = watch.take();
                made = key.pollEvents().stream()
                        .map(event -> event.context().toString())
                        .filter(name -> name.startsWith(EmbeddedBroker.TEMPORARY))
                        .findFirst()
                        .orElse("");
                key.reset();
            }
            assertTrue(Files.exists(directory.resolve(made)));
            process.destroy();
            process.waitFor();
            assertFalse(Files.exists(directory.resolve(made)));
        }
    }

    /** What is stopped while it starts. */
    static final class Starting {

        private Starting() {}

        public static void main(String[] args) throws IOException {
            EmbeddedBroker.start().await();
        }
    }

    @Test
    void shouldFindItsTopicsAgainInTheSameDirectory() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
                Admin admin = admin(broker)) {
            assertEquals(Set.of(TOPIC), admin.listTopics().names().get());
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    @Test
    void shouldKeepItsFolderForItsOwner() throws Exception {
        Path folder = directory.resolve("data").resolve("one");
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, folder)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(broker.directory())));
        }
    }

    @Test
    void shouldRefuseAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThrows(BindException.class, () -> EmbeddedBroker.start(taken.getLocalPort(), directory));
        }
    }
}
