package dev.sotto.chaos;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.RetriableException;

/** The roles of the cluster's members just now. */
final class ClusterView implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Admin admin;
    private final Topics topics;

    ClusterView(ClientProperties client, Topics topics) {
        this.topics = topics;
        this.admin = Admin.create(client.admin(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "chaos-view",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                20_000)));
    }

    /** Id of the broker that is the active controller. */
    int activeController() throws InterruptedException {
        return patiently(() -> get(admin.describeMetadataQuorum().quorumInfo()).leaderId());
    }

    /** The leader of each partition of speech and tokens. */
    Map<TopicPartition, Integer> leaders() throws InterruptedException {
        Map<TopicPartition, Integer> leaders = new HashMap<>();
        for (Map.Entry<TopicPartition, TopicPartitionInfo> partition :
                patiently(this::partitions).entrySet()) {
            if (partition.getValue().leader() != null) {
                leaders.put(partition.getKey(), partition.getValue().leader().id());
            }
        }
        return leaders;
    }

    private Map<TopicPartition, TopicPartitionInfo> partitions() throws InterruptedException {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        Map<TopicPartition, TopicPartitionInfo> partitions = new HashMap<>();
        get(admin.describeTopics(names).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(p -> partitions.put(new TopicPartition(name, p.partition()), p)));
        return partitions;
    }

    /** Numbers of the partitions that the member of that client id has. */
    Set<Integer> partitionsOf(String group, String clientId) throws InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        patiently(() -> get(admin.describeConsumerGroups(List.of(group)).all()).get(group)).members().stream()
                .filter(member -> member.clientId().startsWith(clientId))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .forEach(partition -> partitions.add(partition.partition()));
        return partitions;
    }

    /**
     * Waits until every partition has all its replicas and every group all its members, each with work; false if not.
     */
    boolean awaitWhole(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (isWhole()) {
                return true;
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }

    private boolean isWhole() throws InterruptedException {
        try {
            boolean replicated = partitions().values().stream()
                    .allMatch(p -> p.leader() != null && p.isr().size() == Fleet.BROKERS);
            Collection<ConsumerGroupDescription> groups = get(admin.describeConsumerGroups(
                                    List.of(Fleet.ENCODERS, Fleet.DECODERS))
                            .all())
                    .values();
            return replicated && groups.stream().allMatch(ClusterView::isWhole);
        } catch (KafkaException e) {
            return false; // A broker is just going or coming.
        }
    }

    private static boolean isWhole(ConsumerGroupDescription group) {
        return group.groupState() == GroupState.STABLE
                && group.members().size() == Fleet.APPLICATIONS
                && group.members().stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    /** Gives a topic more partitions. */
    void grow(Topic topic, int partitions) throws InterruptedException {
        patiently(() -> {
            try {
                return get(admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
                        .all());
            } catch (InvalidPartitionsException e) {
                return null; // It has them from the try before.
            }
        });
    }

    /** Something that is asked of the cluster. */
    private interface Question<T> {

        T ask() throws InterruptedException;
    }

    /** Again and again, as brokers come and go, and a busy machine takes its time. */
    private static <T> T patiently(Question<T> question) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.ask();
            } catch (RetriableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private static <T> T get(Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
