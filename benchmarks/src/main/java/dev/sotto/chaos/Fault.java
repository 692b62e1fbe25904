package dev.sotto.chaos;

import dev.sotto.chaos.FaultPlan.Planned;
import java.io.IOException;

/** One kind of fault, brought about. */
interface Fault {

    /** Returns when it is over; what comes of it may last longer. */
    Incident strike(Planned planned) throws IOException, InterruptedException;
}
