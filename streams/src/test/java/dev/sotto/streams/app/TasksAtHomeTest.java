package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.AssignmentConfigs;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskInfo;
import org.junit.jupiter.api.Test;

class TasksAtHomeTest {

    @Test
    void shouldGiveAProcessThatComesBackWhatItHad() {
        Map<String, Set<Integer>> before = shared(8, List.of("a", "b"));
        Map<String, Set<Integer>> without = shared(8, List.of("a"));
        Map<String, Set<Integer>> after = shared(8, List.of("b", "a"));

        assertEquals(8, without.get("a").size());
        assertEquals(before, after);
    }

    @Test
    void shouldShareEvenly() {
        for (int tasks = 1; tasks < 20; tasks++) {
            for (int processes = 1; processes < 6; processes++) {
                List<String> names =
                        IntStream.range(0, processes).mapToObj(i -> "p" + i).toList();
                Map<String, Set<Integer>> shares = shared(tasks, names);
                Set<Integer> all = shares.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
                assertEquals(tasks, all.size(), "each task once");
                int least = tasks / processes;
                shares.forEach((name, share) ->
                        assertTrue(share.size() == least || share.size() == least + 1, name + " has " + share));
            }
        }
    }

    @Test
    void shouldLeaveTasksWhereTheyAreWhereNamesTellNothing() {
        ProcessId first = ProcessId.randomProcessId();
        Map<ProcessId, KafkaStreamsState> states = new HashMap<>();
        states.put(first, state(first, "same", Set.of(0, 3)));
        ProcessId second = ProcessId.randomProcessId();
        states.put(second, state(second, "same", Set.of(1, 2)));

        Map<ProcessId, Set<Integer>> shares = new HashMap<>();
        new TasksAtHome()
                .assign(application(4, states))
                .assignment()
                .forEach(assignment -> shares.put(
                        assignment.processId(), numbers(assignment.tasks().keySet())));
        assertEquals(Map.of(first, Set.of(0, 3), second, Set.of(1, 2)), shares);
    }

    /** What processes of these names get. */
    private static Map<String, Set<Integer>> shared(int tasks, List<String> names) {
        Map<ProcessId, KafkaStreamsState> states = new HashMap<>();
        Map<ProcessId, String> nameOf = new HashMap<>();
        for (String name : names) {
            ProcessId id = ProcessId.randomProcessId();
            nameOf.put(id, name);
            states.put(id, state(id, name, Set.of()));
        }
        Map<String, Set<Integer>> shares = new TreeMap<>();
        new TasksAtHome()
                .assign(application(tasks, states))
                .assignment()
                .forEach(assignment -> shares.put(
                        nameOf.get(assignment.processId()),
                        numbers(assignment.tasks().keySet())));
        return shares;
    }

    private static Set<Integer> numbers(Set<TaskId> tasks) {
        return tasks.stream().map(TaskId::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ApplicationState application(int tasks, Map<ProcessId, KafkaStreamsState> states) {
        Map<TaskId, TaskInfo> all = IntStream.range(0, tasks)
                .mapToObj(i -> new TaskId(0, i))
                .collect(Collectors.toMap(task -> task, TasksAtHomeTest::info));
        Map<String, Object> settings =
                Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "a", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "h:1");
        return answering(
                ApplicationState.class,
                Map.of(
                        "kafkaStreamsStates",
                        states,
                        "allTasks",
                        all,
                        "assignmentConfigs",
                        AssignmentConfigs.of(new StreamsConfig(settings))));
    }

    private static TaskInfo info(TaskId task) {
        return answering(
                TaskInfo.class,
                Map.of("id", task, "isStateful", false, "stateStoreNames", Set.of(), "topicPartitions", Set.of()));
    }

    private static KafkaStreamsState state(ProcessId id, String name, Set<Integer> had) {
        String consumer = name + "-StreamThread-1-consumer-" + id;
        return answering(
                KafkaStreamsState.class,
                Map.of(
                        "processId",
                        id,
                        "numProcessingThreads",
                        1,
                        "consumerClientIds",
                        new TreeSet<>(Set.of(consumer)),
                        "previousActiveTasks",
                        had.stream().map(i -> new TaskId(0, i)).collect(Collectors.toCollection(TreeSet::new)),
                        "previousStandbyTasks",
                        new TreeSet<TaskId>()));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return answers.get(method.getName());
                }));
    }
}
