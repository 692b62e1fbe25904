package dev.sotto.streams.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Cluster;
import dev.sotto.streams.topic.Topic;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final Topic TOPIC = Topic.ofBytes("kept");

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
    void shouldFindItsTopicsAgainInTheSameDirectory() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
                Cluster cluster = Cluster.connect(ClientProperties.of(broker.bootstrapServers()))) {
            cluster.create(List.of(TOPIC), 3, 1, Map.of());
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
                Cluster cluster = Cluster.connect(ClientProperties.of(broker.bootstrapServers()))) {
            assertEquals(List.of(), cluster.missing(List.of(TOPIC)));
        }
    }

    @Test
    void shouldRefuseAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThrows(BindException.class, () -> EmbeddedBroker.start(taken.getLocalPort(), directory));
        }
    }
}
