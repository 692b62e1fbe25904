package dev.sotto.chaos;

import dev.sotto.call.Call;
import dev.sotto.chaos.KillPlan.Kind;
import dev.sotto.chaos.KillPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Carries out a plan: kills, starts again what it killed, and waits until all is whole before the next. */
final class Killing {

    /** A supervisor takes a moment to notice. */
    private static final Duration RESTART_AFTER = Duration.ofSeconds(3);

    private static final Duration HEALING = Duration.ofSeconds(60);
    private static final long READY_SECONDS = 180;

    private final Fleet fleet;
    private final ClusterView view;
    private final List<Call> calls;
    private final List<Kill> kills = new ArrayList<>();

    /**
     * @param moved calls that were on what was killed
     * @param at {@link System#nanoTime}
     * @param restarted when it was started again
     */
    record Kill(Kind kind, String victim, Set<Integer> moved, long at, long restarted) {}

    Killing(Fleet fleet, ClusterView view, List<Call> calls) {
        this.fleet = fleet;
        this.view = view;
        this.calls = calls;
    }

    /**
     * @param start of the calls, {@link System#nanoTime}
     * @param end of the calls; there are no kills within five seconds of it
     */
    void carryOut(KillPlan plan, long start, long end, Runnable afterEach) throws IOException, InterruptedException {
        for (Planned planned : plan.kills()) {
            view.awaitWhole(HEALING);
            await(start + (long) (planned.seconds() * 1e9));
            if (System.nanoTime() > end - TimeUnit.SECONDS.toNanos(5)) {
                return;
            }
            kill(planned);
            afterEach.run();
        }
        view.awaitWhole(HEALING);
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    private void kill(Planned planned) throws IOException, InterruptedException {
        ServerProcess victim = victim(planned);
        Set<Integer> moved = callsOn(planned.kind(), victim);
        long at = System.nanoTime();
        victim.kill();
        await(at + RESTART_AFTER.toNanos());
        victim.start();
        kills.add(new Kill(planned.kind(), victim.name(), moved, at, System.nanoTime()));
        victim.awaitReady(READY_SECONDS);
    }

    private ServerProcess victim(Planned planned) throws InterruptedException {
        return switch (planned.kind()) {
            case ENCODER -> fleet.encoder(planned.pick());
            case DECODER -> fleet.decoder(planned.pick());
            case LEADER -> fleet.broker(leader(planned.pick()));
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

    private Set<Integer> callsOn(Kind kind, ServerProcess victim) throws InterruptedException {
        Set<Integer> partitions =
                switch (kind) {
                    case ENCODER -> view.partitionsOf(Fleet.ENCODERS, victim.name());
                    case DECODER -> view.partitionsOf(Fleet.DECODERS, victim.name());
                    case LEADER, CONTROLLER ->
                        leadersOfCalls().entrySet().stream()
                                .filter(entry -> fleet.broker(entry.getValue()) == victim)
                                .map(entry -> entry.getKey().partition())
                                .collect(Collectors.toSet());
                };
        return IntStream.range(0, calls.size())
                .filter(i -> partitions.contains(calls.get(i).partition()))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static void await(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
