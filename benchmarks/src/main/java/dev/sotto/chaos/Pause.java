package dev.sotto.chaos;

import dev.sotto.chaos.FaultPlan.Planned;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process stands still, as SIGSTOP does, and goes on as if nothing had been: shorter and longer than it is missed.
 */
final class Pause implements Fault {

    private static final int LEAST_SECONDS = 1;
    private static final int MOST_SECONDS = 8;

    private final Targets targets;

    Pause(Targets targets) {
        this.targets = targets;
    }

    static long seconds(int pick) {
        return LEAST_SECONDS + pick % (MOST_SECONDS - LEAST_SECONDS + 1);
    }

    @Override
    public Incident strike(Planned planned) throws IOException, InterruptedException {
        ServerProcess victim = targets.process(planned.role(), planned.pick());
        Set<Integer> moved = targets.callsOn(planned.role(), victim);
        long seconds = seconds(planned.pick() / 2);
        long at = System.nanoTime();
        victim.pause();
        Moment.await(at + TimeUnit.SECONDS.toNanos(seconds));
        victim.resume();
        String what = victim.name() + " for " + seconds + " s";
        return new Incident(planned.kind(), planned.role(), what, moved, at, System.nanoTime());
    }
}
