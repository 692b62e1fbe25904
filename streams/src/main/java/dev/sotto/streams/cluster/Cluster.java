package dev.sotto.streams.cluster;

import dev.sotto.BadInputException;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topic;
import java.nio.file.NoSuchFileException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** The cluster that a command talks to: whether it is there, its topics, how much they hold. */
public final class Cluster implements AutoCloseable {

    /** For whoever waits in front of a screen. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long VISIBLE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Admin admin;
    private final String servers;
    private final SecurityProtocol protocol;
    private final Duration patience;

    private Cluster(Admin admin, ClientProperties properties, Duration patience) {
        this.admin = admin;
        this.servers = properties.bootstrapServers();
        this.protocol = protocol(properties.admin(Map.of()));
        this.patience = patience;
    }

    /** @throws BadInputException within 5 s if no broker answers */
    public static Cluster connect(ClientProperties properties) {
        return connect(properties, PATIENCE);
    }

    /** @throws BadInputException if no broker answers within that time */
    public static Cluster connect(ClientProperties properties, Duration patience) {
        String servers = properties.bootstrapServers();
        int timeout = (int) patience.toMillis();
        Admin admin;
        try {
            admin = Admin.create(properties.admin(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "sotto-admin",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    timeout / 2,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    timeout)));
        } catch (KafkaException e) {
            throw unusable(servers, e);
        }
        Cluster cluster = new Cluster(admin, properties, patience);
        try {
            cluster.get(admin.describeCluster().nodes());
            return cluster;
        } catch (KafkaException e) {
            cluster.close();
            throw unusable(servers, e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Kafka's client has looked at the name before. */
    private static SecurityProtocol protocol(Map<String, Object> settings) {
        Object name = settings.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        return name == null
                ? SecurityProtocol.PLAINTEXT
                : SecurityProtocol.forName(name.toString().strip());
    }

    private static BadInputException unusable(String servers, KafkaException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof NoSuchFileException missing) {
            return new BadInputException("There is no file " + missing.getFile() + ", which --config names", e);
        }
        return new BadInputException("The brokers at " + servers + " cannot be used: " + deepest.getMessage(), e);
    }

    /** @throws BadInputException naming the first that is not there */
    public void require(Topic... topics) {
        for (Topic topic : topics) {
            try {
                get(admin.describeTopics(List.of(topic.name())).allTopicNames());
            } catch (UnknownTopicOrPartitionException e) {
                throw new BadInputException(
                        "There is no topic " + topic.name() + " at " + servers
                                + "; 'sotto topics create' makes the topics, with --pcm-topic, --tokens-topic and"
                                + " --decoded-topic for other names",
                        e);
            }
        }
    }

    /** Those of {@code topics} that are not there yet. */
    public List<Topic> missing(Collection<Topic> topics) {
        Collection<String> known = get(admin.listTopics().names());
        return topics.stream().filter(t -> !known.contains(t.name())).toList();
    }

    /**
     * Returns when the topics can be used.
     *
     * @param configs settings of the topics, such as {@code retention.ms}
     */
    public void create(Collection<Topic> topics, int partitions, int replicationFactor, Map<String, String> configs) {
        List<NewTopic> created = new ArrayList<>();
        for (Topic topic : topics) {
            created.add(new NewTopic(topic.name(), partitions, (short) replicationFactor).configs(configs));
        }
        get(admin.createTopics(created).all());
        // The controller has made them; a broker may hear of it a little later.
        long deadline = System.nanoTime() + VISIBLE_NANOS;
        while (!missing(topics).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Whether somebody works in a consumer group now. */
    public boolean hasMembers(String groupId) {
        return !members(groupId).isEmpty();
    }

    /** Client ids of those who work in a consumer group now. */
    public List<String> members(String groupId) {
        try {
            return get(admin.describeConsumerGroups(List.of(groupId)).all()).get(groupId).members().stream()
                    .map(MemberDescription::clientId)
                    .sorted()
                    .toList();
        } catch (GroupIdNotFoundException e) {
            return List.of();
        }
    }

    /** Bytes that the partitions of a topic take on one broker's disk, replicas not counted twice. */
    public long bytesOnDisk(Topic topic) {
        Collection<Node> nodes = get(admin.describeCluster().nodes());
        Map<Integer, Map<String, LogDirDescription>> directories =
                get(admin.describeLogDirs(nodes.stream().map(Node::id).toList()).allDescriptions());
        return directories.values().stream()
                .flatMap(ofBroker -> ofBroker.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic.name()))
                .collect(Collectors.toMap(
                        replica -> replica.getKey().partition(),
                        replica -> replica.getValue().size(),
                        Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new BadInputException(silence(), e);
            }
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for " + servers, e);
        }
    }

    private String silence() {
        String waited = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(patience.toMillis() / 1000.0);
        return "No Kafka broker answered at " + servers + " within " + waited + " s: "
                + PortProbe.of(servers).against(protocol);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
