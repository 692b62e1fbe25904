package dev.sotto.chaos;

import dev.sotto.chaos.FaultPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries out a plan, and waits until all is whole before the next fault. */
final class Ordeal {

    private static final Duration HEALING = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final ClusterView view;
    private final Map<FaultKind, Fault> faults;
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();

    /**
     * A process that ended by itself.
     *
     * @param noticed {@link System#nanoTime}
     */
    record Ended(String process, long noticed) {}

    Ordeal(Fleet fleet, ClusterView view, Map<FaultKind, Fault> faults) {
        this.fleet = fleet;
        this.view = view;
        this.faults = faults;
    }

    /**
     * @param start of the calls, {@link System#nanoTime}
     * @param end of the calls; there are no faults within five seconds of it
     */
    void carryOut(FaultPlan plan, long start, long end, Consumer<Incident> afterEach)
            throws IOException, InterruptedException {
        for (Planned planned : plan.faults()) {
            heal();
            Moment.await(start + (long) (planned.seconds() * 1e9));
            if (System.nanoTime() > end - TimeUnit.SECONDS.toNanos(5)) {
                return;
            }
            Incident incident = faults.get(planned.kind()).strike(planned);
            incidents.add(incident);
            afterEach.accept(incident);
        }
        heal();
    }

    private void heal() throws IOException, InterruptedException {
        revive();
        if (!view.awaitWhole(HEALING)) {
            revive();
        }
    }

    /** Starts those again that have ended by themselves, as whatever keeps a service running does. */
    void revive() throws IOException, InterruptedException {
        for (ServerProcess process : fleet.dead()) {
            ended.add(new Ended(process.name(), System.nanoTime()));
            process.start();
            process.becomesReady();
        }
    }

    List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    List<Ended> ended() {
        return List.copyOf(ended);
    }
}
