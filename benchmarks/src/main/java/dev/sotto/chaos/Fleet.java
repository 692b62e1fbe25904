package dev.sotto.chaos;

import dev.sotto.broker.LoopbackCluster;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Three brokers, two encoders and two decoders, each a process, on topics that are kept three times. */
final class Fleet implements AutoCloseable {

    static final int BROKERS = 3;
    static final int APPLICATIONS = 2;
    static final String ENCODERS = "encoders";
    static final String DECODERS = "decoders";
    static final Topics TOPICS = Topics.DEFAULT;

    /** Three brokers that start on two busy cores take their time before they answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> BROKER_JVM = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final List<String> APPLICATION_JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Path directory;
    private final LoopbackCluster nodes;
    private final Path model;
    private final List<ServerProcess> brokers = new ArrayList<>();
    private final List<ServerProcess> encoders = new ArrayList<>();
    private final List<ServerProcess> decoders = new ArrayList<>();
    private final Thread atExit = new Thread(this::stop, "chaos-stop");

    /**
     * @param directory for the brokers' data and all logs
     * @param model null for the one in the jar
     */
    Fleet(Path directory, Path model) throws IOException {
        this.directory = directory;
        this.model = model;
        nodes = LoopbackCluster.onFreePorts(BROKERS);
        for (int i = 1; i <= BROKERS; i++) {
            String name = "broker-" + i;
            brokers.add(new ServerProcess(
                    name,
                    directory,
                    BROKER_JVM,
                    List.of(
                            "broker",
                            "--cluster",
                            nodes.toString(),
                            "--node",
                            Integer.toString(i),
                            "--dir",
                            directory.resolve(name).toString())));
        }
    }

    /** How clients of this cluster are set: they come back soon after a broker was gone. */
    ClientProperties client() {
        Properties properties = new Properties();
        properties.putAll(settings());
        return new ClientProperties(properties, nodes.bootstrapServers());
    }

    private static Map<String, String> settings() {
        return Map.of("retry.backoff.ms", "20", "reconnect.backoff.ms", "20", "reconnect.backoff.max.ms", "200");
    }

    /**
     * Returns when the brokers are a cluster, the topics are there, and the applications share the work.
     *
     * @param pauseSeconds between packets of a pause; 0: pauses are sent as speech is
     */
    void start(int partitions, int numCodebooks, int framesPerPacket, double pauseSeconds)
            throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(atExit);
        for (ServerProcess broker : brokers) {
            broker.start();
        }
        for (ServerProcess broker : brokers) {
            broker.awaitReady();
        }
        try (Cluster cluster = Cluster.connect(client(), PATIENCE)) {
            cluster.create(TOPICS.all(), partitions, BROKERS, Map.of("min.insync.replicas", "2"));
        }
        List<String> packets = new ArrayList<>(List.of(
                "--codebooks",
                Integer.toString(numCodebooks),
                "--frames-per-packet",
                Integer.toString(framesPerPacket)));
        if (pauseSeconds > 0) {
            packets.addAll(List.of("--dtx", Double.toString(pauseSeconds)));
        }
        for (int i = 1; i <= APPLICATIONS; i++) {
            encoders.add(application("encoder-" + i, "encode", ENCODERS, packets));
            decoders.add(application("decoder-" + i, "decode", DECODERS, List.of()));
        }
        for (ServerProcess application : applications()) {
            application.start();
        }
        for (ServerProcess application : applications()) {
            application.awaitReady();
        }
    }

    private ServerProcess application(String name, String command, String group, List<String> more) throws IOException {
        Path config = directory.resolve(name + ".properties");
        List<String> lines = new ArrayList<>(List.of(
                "client.id=" + name,
                // How soon a process is missed that was killed.
                "consumer.session.timeout.ms=1500",
                "consumer.heartbeat.interval.ms=200"));
        settings().forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(config, lines);
        List<String> line = new ArrayList<>(List.of(
                "stream",
                command,
                "--application-id",
                group,
                "--bootstrap-servers",
                nodes.bootstrapServers(),
                "--config",
                config.toString(),
                "--verbose"));
        line.addAll(more);
        if (model != null) {
            line.addAll(List.of("--model", model.toAbsolutePath().toString()));
        }
        return new ServerProcess(name, directory, APPLICATION_JVM, line);
    }

    private List<ServerProcess> applications() {
        List<ServerProcess> all = new ArrayList<>(encoders);
        all.addAll(decoders);
        return all;
    }

    /** @param id of the node, from 1 on */
    ServerProcess broker(int id) {
        return brokers.get(id - 1);
    }

    ServerProcess encoder(int pick) {
        return encoders.get(pick % encoders.size());
    }

    ServerProcess decoder(int pick) {
        return decoders.get(pick % decoders.size());
    }

    /** Those that ended by themselves. */
    List<ServerProcess> dead() {
        List<ServerProcess> all = applications();
        all.addAll(brokers);
        return all.stream().filter(p -> !p.isAlive()).toList();
    }

    private void stop() {
        applications().forEach(ServerProcess::close);
        brokers.forEach(ServerProcess::close);
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
