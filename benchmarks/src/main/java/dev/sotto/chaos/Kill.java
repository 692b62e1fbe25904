package dev.sotto.chaos;

import dev.sotto.chaos.FaultPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** A process is killed, as SIGKILL does, and started again. */
final class Kill implements Fault {

    /** A supervisor takes a moment to notice. */
    private static final Duration RESTART_AFTER = Duration.ofSeconds(3);

    private final Targets targets;

    Kill(Targets targets) {
        this.targets = targets;
    }

    @Override
    public Incident strike(Planned planned) throws IOException, InterruptedException {
        ServerProcess victim = targets.process(planned.role(), planned.pick());
        Set<Integer> moved = targets.callsOn(planned.role(), victim);
        long at = System.nanoTime();
        victim.kill();
        Moment.await(at + RESTART_AFTER.toNanos());
        victim.start();
        long restarted = System.nanoTime();
        // Should it end once more, that is counted, and it is started again before the next fault.
        victim.becomesReady();
        return new Incident(planned.kind(), planned.role(), victim.name(), moved, at, restarted);
    }
}
