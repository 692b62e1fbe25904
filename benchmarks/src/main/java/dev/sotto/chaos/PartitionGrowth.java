package dev.sotto.chaos;

import dev.sotto.chaos.FaultPlan.Planned;
import java.time.Duration;
import java.util.Set;

/**
 * The topics get one more partition each, as OPERATIONS.md says, while people speak; then somebody calls whose stream
 * lies on the new ones.
 */
final class PartitionGrowth implements Fault {

    /** Twice what encoders and decoders need at most to learn of new partitions. */
    private static final Duration HEARSAY = Duration.ofSeconds(10);

    private final ClusterView view;
    private final Runnable newcomer;
    private int partitions;

    /**
     * @param partitions before the first time
     * @param newcomer begins to speak, and does not wait for its end
     */
    PartitionGrowth(ClusterView view, int partitions, Runnable newcomer) {
        this.view = view;
        this.partitions = partitions;
        this.newcomer = newcomer;
    }

    @Override
    public Incident strike(Planned planned) throws InterruptedException {
        long at = System.nanoTime();
        partitions++;
        view.grow(Fleet.TOPICS.decoded(), partitions);
        view.grow(Fleet.TOPICS.tokens(), partitions);
        Moment.await(System.nanoTime() + HEARSAY.toNanos());
        view.grow(Fleet.TOPICS.pcm(), partitions);
        newcomer.run();
        return new Incident(planned.kind(), null, "now " + partitions, Set.of(), at, System.nanoTime());
    }
}
