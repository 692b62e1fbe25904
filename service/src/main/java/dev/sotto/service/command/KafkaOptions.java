package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.streams.client.ClientProperties;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Which cluster, and how to talk to it. */
public final class KafkaOptions {

    private static final String DEFAULT_SERVERS = "127.0.0.1:9092";
    private static final String VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers, separated by commas. Default: bootstrap.servers of --config, then the"
                    + " environment's KAFKA_BOOTSTRAP_SERVERS, then " + DEFAULT_SERVERS + ".")
    private String bootstrapServers;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients (security.protocol, sasl.jaas.config, ...), passed on"
                    + " unchanged. A key that begins with producer., consumer. or admin. is for that client"
                    + " only.")
    private Path config;

    /** Before the first logger is made: afterwards it has no effect. */
    @Option(names = "--verbose", description = "Show Kafka's own log, and which partitions are taken over.")
    void setVerbose(boolean verbose) {
        if (verbose) {
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "info");
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "info");
            System.setProperty("org.slf4j.simpleLogger.log.kafka", "info");
            System.setProperty("org.slf4j.simpleLogger.log.dev.sotto", "info");
        }
    }

    public ClientProperties client() {
        Properties file = config == null ? new Properties() : properties(config);
        return new ClientProperties(file, servers(file));
    }

    /**
     * What a file that {@code --config} names says.
     *
     * @throws BadInputException where it cannot be read
     */
    public static Properties properties(Path config) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(
                    "Cannot read the properties in " + config + "; --config wants a file of lines 'key=value'", e);
        }
        return file;
    }

    /** As {@link #client}, or empty if nobody named any brokers: neither here, nor in the file or the environment. */
    Optional<ClientProperties> given() {
        boolean named =
                bootstrapServers != null || config != null || !environment().isBlank();
        return named ? Optional.of(client()) : Optional.empty();
    }

    private static String environment() {
        String servers = System.getenv(VARIABLE);
        return servers == null ? "" : servers;
    }

    private String servers(Properties file) {
        if (bootstrapServers != null) {
            return bootstrapServers;
        }
        String fallback = environment().isBlank() ? DEFAULT_SERVERS : environment();
        return file.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, fallback);
    }
}
