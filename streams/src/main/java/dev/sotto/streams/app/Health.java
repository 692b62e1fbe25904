package dev.sotto.streams.app;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * How an application is, for whoever restarts those that are not alive and waits for those that are not ready.
 *
 * @param partitions that it works on, such as {@code voice.pcm-0}
 */
public record Health(State state, List<String> partitions) {

    static Health of(KafkaStreams streams) {
        return new Health(streams.state(), partitions(streams));
    }

    private static List<String> partitions(KafkaStreams streams) {
        Collection<ThreadMetadata> threads;
        try {
            threads = streams.metadataForLocalThreads();
        } catch (IllegalStateException e) {
            return List.of(); // Before the start and after the end there are no threads to ask.
        }
        return threads.stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .map(TopicPartition::toString)
                .sorted()
                .toList();
    }

    /** Whether it may still come right by itself. */
    public boolean isLive() {
        return switch (state) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> false;
            default -> true;
        };
    }

    /** Whether it has the partitions that its group gave it, be they none, and works on them. */
    public boolean isReady() {
        return state == State.RUNNING;
    }
}
