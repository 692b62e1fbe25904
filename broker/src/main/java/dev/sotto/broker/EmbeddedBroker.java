package dev.sotto.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka node, broker and controller at once, on 127.0.0.1; alone unless a cluster is named. Creates no topics by
 * itself. Keeps its data in the given directory, or in a temporary one that goes when it closes.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = BrokerSettings.HOST;
    private static final int ATTEMPTS = 5;

    /** How the names of temporary directories begin. */
    static final String TEMPORARY = "sotto-broker";

    private static final int START_SECONDS = 3;

    private final KafkaRaftServer server;
    private final int port;
    private final Path directory;
    private final boolean temporary;

    private EmbeddedBroker(KafkaRaftServer server, int port, Path directory, boolean temporary) {
        this.server = server;
        this.port = port;
        this.directory = directory;
        this.temporary = temporary;
    }

    /** On any free port, with a temporary directory. */
    public static EmbeddedBroker start() throws IOException {
        return start(0);
    }

    /**
     * With a temporary directory.
     *
     * @param port 0 for any that is free
     * @throws BindException if the port is taken
     */
    public static EmbeddedBroker start(int port) throws IOException {
        return startTemporary(port, Map.of(), List.of());
    }

    private static EmbeddedBroker startTemporary(int port, Map<String, String> settings, List<String> users)
            throws IOException {
        AtomicReference<Path> directory = new AtomicReference<>();
        CompletableFuture<EmbeddedBroker> started = new CompletableFuture<>();
        // Before there is a directory.
        AtExit ctrlC = AtExit.run("sotto-broker-end", () -> end(directory, started));
        try {
            directory.set(Files.createTempDirectory(TEMPORARY));
            EmbeddedBroker broker = start(port, directory.get(), true, settings, users);
            started.complete(broker);
            return broker;
        } catch (IOException | RuntimeException e) {
            if (directory.get() != null) {
                delete(directory.get());
            }
            started.completeExceptionally(e);
            throw e;
        } finally {
            // From now on whoever started it closes it.
            ctrlC.close();
        }
    }

    /** Kafka's server cannot be stopped before it has started. */
    private static void end(AtomicReference<Path> made, CompletableFuture<EmbeddedBroker> starting) {
        try {
            starting.get(START_SECONDS, TimeUnit.SECONDS).close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Path directory = made.get();
            // The JVM ends as soon as this does; until then what starts may still write.
            for (int attempt = 1; attempt <= ATTEMPTS && directory != null && Files.exists(directory); attempt++) {
                try {
                    delete(directory);
                } catch (UncheckedIOException stillWritten) {
                    continue;
                }
            }
        }
    }

    /**
     * @param port 0 for any that is free
     * @throws BindException if the port is taken
     */
    public static EmbeddedBroker start(int port, Path directory) throws IOException {
        own(directory);
        return start(port, directory, false, Map.of(), List.of());
    }

    /**
     * On any free port, with a temporary directory.
     *
     * @param settings win over the broker's own; its listener for clients is called CLIENT
     * @param users as {@code SCRAM-SHA-256=[name=...,password=...]}
     */
    static EmbeddedBroker start(Map<String, String> settings, List<String> users) throws IOException {
        return startTemporary(0, settings, users);
    }

    /**
     * One of several nodes. Returns when the cluster has taken it in, for which most of its nodes must be there.
     *
     * @param directory may be one that it had before
     */
    public static EmbeddedBroker start(LoopbackCluster cluster, int nodeId, Path directory) throws IOException {
        own(directory);
        format(directory, nodeId, cluster.id(), List.of());
        KafkaRaftServer server = run(BrokerSettings.member(cluster, nodeId, directory));
        return new EmbeddedBroker(server, cluster.node(nodeId).port(), directory, false);
    }

    /** Makes the folder, for its owner alone: what people say lies in it. One that is there is left as it is. */
    private static void own(Path directory) throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        if (directory.toAbsolutePath().getParent() != null) {
            Files.createDirectories(directory.toAbsolutePath().getParent());
        }
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    private static EmbeddedBroker start(
            int wanted, Path directory, boolean temporary, Map<String, String> settings, List<String> users)
            throws IOException {
        if (wanted != 0) {
            requireFree(wanted);
        }
        format(directory, 1, Uuid.randomUuid(), users);
        // Free ports are found by asking for one and letting it go: another process may take it in between.
        for (int attempt = 1; ; attempt++) {
            int port = wanted != 0 ? wanted : freePort();
            try {
                Properties properties = BrokerSettings.alone(port, freePort(), directory);
                properties.putAll(settings);
                return new EmbeddedBroker(run(properties), port, directory, temporary);
            } catch (KafkaException e) {
                if (attempt == ATTEMPTS || !isBindFailure(e)) {
                    throw e;
                }
            }
        }
    }

    private static KafkaRaftServer run(Properties properties) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            throw e;
        }
        return server;
    }

    /** Makes the directory a broker's, if it is none yet. */
    private static void format(Path directory, int nodeId, Uuid clusterId, List<String> users) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        String path = directory.toAbsolutePath().toString();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(clusterId.toString())
                    .setNodeId(nodeId)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(path)
                    .setDirectories(Set.of(path))
                    .setScramArguments(users)
                    .run();
        } catch (Exception e) {
            throw new KafkaException("Cannot format " + path + ": " + e.getMessage(), e);
        }
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    public Path directory() {
        return directory;
    }

    /** Returns when the broker has been stopped. */
    public void await() {
        server.awaitShutdown();
    }

    @Override
    public synchronized void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            delete(directory);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the broker will: a port whose last owner has just left is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
        }
    }

    private static boolean isBindFailure(Throwable e) {
        return e != null && (e instanceof BindException || isBindFailure(e.getCause()));
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }
}
