package dev.sotto.streams.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskAssignor;
import org.apache.kafka.streams.processor.assignment.assignors.StickyTaskAssignor;

/**
 * Gives a process that comes back the partitions that it had, so that nobody else's calls move. Each partition likes
 * processes in an order of its own, which follows from their {@code client.id} (highest random weight: D. G. Thaler and
 * C. V. Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM Transactions on Networking, 1998), and
 * goes to the first that has room; all have equally many by threads. Where processes are not told apart by their
 * {@code client.id}, what is where stays there.
 */
public final class TasksAtHome implements TaskAssignor {

    private static final String AFTER_NAME = "-StreamThread-";

    /** One process and what it gets. */
    private static final class Home {

        private final ProcessId id;
        private final String name;
        private final int threads;
        private final Set<AssignedTask> tasks = new HashSet<>();

        Home(KafkaStreamsState state) {
            id = state.processId();
            threads = state.numProcessingThreads();
            String consumer = state.consumerClientIds().isEmpty()
                    ? id.toString()
                    : state.consumerClientIds().first();
            int end = consumer.indexOf(AFTER_NAME);
            name = end < 0 ? consumer : consumer.substring(0, end);
        }

        int weight(TaskId task) {
            return Utils.murmur2((name + ' ' + task).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public TaskAssignment assign(ApplicationState application) {
        List<Home> homes = application.kafkaStreamsStates(false).values().stream()
                .map(Home::new)
                .sorted(Comparator.comparing((Home home) -> home.name))
                .toList();
        long names = homes.stream().map(home -> home.name).distinct().count();
        if (names < homes.size()) {
            return new StickyTaskAssignor().assign(application);
        }
        share(application.allTasks().keySet(), homes);
        return new TaskAssignment(homes.stream()
                .map(home -> KafkaStreamsAssignment.of(home.id, home.tasks))
                .collect(Collectors.toList()));
    }

    private static void share(Collection<TaskId> all, List<Home> homes) {
        List<TaskId> tasks = all.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
        int threads = homes.stream().mapToInt(home -> home.threads).sum();
        int count = tasks.size();
        // First what everybody has for certain, then the rest, one each.
        tasks.removeIf(task -> settle(task, homes, home -> count * home.threads / threads));
        tasks.removeIf(task -> settle(task, homes, home -> count * home.threads / threads + 1));
        tasks.forEach(task -> settle(task, homes, home -> Integer.MAX_VALUE));
    }

    private static boolean settle(TaskId task, List<Home> homes, ToIntFunction<Home> room) {
        Optional<Home> liked = homes.stream()
                .filter(home -> home.tasks.size() < room.applyAsInt(home))
                .max(Comparator.comparingInt(home -> home.weight(task)));
        liked.ifPresent(home -> home.tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
        return liked.isPresent();
    }
}
