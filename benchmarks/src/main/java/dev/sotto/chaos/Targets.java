package dev.sotto.chaos;

import dev.sotto.call.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Which process has a role just now, and which calls are on it. */
final class Targets {

    private final Fleet fleet;
    private final ClusterView view;
    private final List<Call> calls;

    Targets(Fleet fleet, ClusterView view, List<Call> calls) {
        this.fleet = fleet;
        this.view = view;
        this.calls = calls;
    }

    /** @param pick which of several */
    ServerProcess process(Role role, int pick) throws InterruptedException {
        return switch (role) {
            case ENCODER -> fleet.encoder(pick);
            case DECODER -> fleet.decoder(pick);
            case LEADER -> fleet.broker(leader(pick));
            case CONTROLLER -> fleet.broker(view.activeController());
        };
    }

    private int leader(int pick) throws InterruptedException {
        int controller = view.activeController();
        Set<Integer> leaders = new TreeSet<>();
        leadersOfCalls().forEach((partition, leader) -> leaders.add(leader));
        if (leaders.size() > 1) {
            leaders.remove(controller);
        }
        return List.copyOf(leaders).get(pick % leaders.size());
    }

    private Map<TopicPartition, Integer> leadersOfCalls() throws InterruptedException {
        Set<Integer> spoken = calls.stream().map(Call::partition).collect(Collectors.toSet());
        return view.leaders().entrySet().stream()
                .filter(entry -> !entry.getKey().topic().endsWith(".dlq"))
                .filter(entry -> spoken.contains(entry.getKey().partition()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Numbers of the calls. */
    Set<Integer> callsOn(Role role, ServerProcess process) throws InterruptedException {
        Set<Integer> partitions =
                switch (role) {
                    case ENCODER -> view.partitionsOf(Fleet.ENCODERS, process.name());
                    case DECODER -> view.partitionsOf(Fleet.DECODERS, process.name());
                    case LEADER, CONTROLLER ->
                        leadersOfCalls().entrySet().stream()
                                .filter(entry -> fleet.broker(entry.getValue()) == process)
                                .map(entry -> entry.getKey().partition())
                                .collect(Collectors.toSet());
                };
        return IntStream.range(0, calls.size())
                .filter(i -> partitions.contains(calls.get(i).partition()))
                .boxed()
                .collect(Collectors.toSet());
    }
}
