package dev.sotto.chaos;

import dev.sotto.call.Call;
import dev.sotto.chaos.FaultPlan.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The clock of one call's sender is set during the call: back by an hour, or ahead by as much as brokers bear. */
final class ClockChange implements Fault {

    private static final Duration BACK = Duration.ofHours(-1);
    private static final Duration AHEAD = Duration.ofMinutes(50);

    private final List<Call> calls;
    private final SenderClocks clocks;

    ClockChange(List<Call> calls, SenderClocks clocks) {
        this.calls = calls;
        this.clocks = clocks;
    }

    @Override
    public Incident strike(Planned planned) {
        int call = planned.pick() / 2 % calls.size();
        Duration offset = planned.pick() % 2 == 0 ? BACK : AHEAD;
        long at = System.nanoTime();
        clocks.set(call, offset);
        String what = calls.get(call).id() + " by " + offset.toMinutes() + " min";
        return new Incident(planned.kind(), null, what, Set.of(call), at, at);
    }
}
