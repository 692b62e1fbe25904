package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.command.Count;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto topics create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description =
                "Make the topics for speech, tokens, decoded speech and dead letters. Topics that are there already"
                        + " are left as they are.")
public final class CreateTopicsCommand implements Callable<Integer> {

    /** Dead letters are few, and read by people. */
    private static final int DEAD_LETTER_PARTITIONS = 1;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private BrokerTimeoutOption timeout;

    @Mixin
    private TopicOptions names;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "How many processes can share the work at most. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication-factor",
            defaultValue = "-1",
            description = "How many brokers keep each record. Default: what the brokers are set to.")
    private int replicationFactor;

    @Option(
            names = "--retention-hours",
            description = "How long the records are kept. Default: what the brokers are set to.")
    private Double retentionHours;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireSensible();
        Topics topics = names.topics();
        try (Cluster cluster = Cluster.connect(kafka.client(), timeout.orElse(BrokerTimeoutOption.USUAL))) {
            create(cluster, List.of(topics.pcm(), topics.tokens(), topics.decoded()), partitions);
            create(cluster, List.of(topics.pcm().deadLetters(), topics.tokens().deadLetters()), DEAD_LETTER_PARTITIONS);
        } catch (KafkaException e) {
            throw new BadInputException("The brokers refuse to make the topics: " + e.getMessage(), e);
        }
        return 0;
    }

    private void requireSensible() {
        if (partitions < 1 || partitions > 10_000) {
            throw new BadInputException("--partitions must be 1 to 10000, is " + partitions);
        }
        if (replicationFactor != -1 && (replicationFactor < 1 || replicationFactor > 100)) {
            throw new BadInputException("--replication-factor must be 1 to 100, is " + replicationFactor);
        }
        if (retentionHours != null && !(retentionHours > 0 && retentionHours < 1e6)) {
            throw new BadInputException("--retention-hours must be positive, is " + retentionHours);
        }
    }

    private void create(Cluster cluster, List<Topic> topics, int count) {
        List<Topic> missing = cluster.missing(topics);
        Map<String, String> configs = new HashMap<>();
        String retention = "the brokers' retention";
        if (retentionHours != null) {
            long ms = (long) (retentionHours * TimeUnit.HOURS.toMillis(1));
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(ms));
            retention = retentionHours + " h retention";
        }
        if (!missing.isEmpty()) {
            cluster.create(missing, count, replicationFactor, configs);
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Topic topic : topics) {
            String replicas =
                    replicationFactor == -1 ? "the brokers' replication" : Count.of(replicationFactor, "replica");
            out.printf(
                    "%-24s %s%n",
                    topic.name(),
                    missing.contains(topic)
                            ? "made: " + Count.of(count, "partition") + ", " + replicas + ", " + retention
                            : "was there, left as it is");
        }
        out.flush();
    }
}
