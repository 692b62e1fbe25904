package dev.sotto.streams.processor;

import java.time.Duration;

/**
 * How streams outlive processes, and when they are taken to have ended.
 *
 * @param replay for taking over streams from another process
 * @param streamTimeout after so long without a record a stream that did not end is given up
 * @param maxOpenStreams in a process; beyond it new ones are refused
 */
public record Continuity(InputReplay replay, Duration streamTimeout, int maxOpenStreams) {

    public static final Duration STREAM_TIMEOUT = Duration.ofSeconds(60);

    /**
     * Every stream is joined where the task begins, and what a process that was killed had of it is lost: for tests,
     * and for what lives no longer than its process. An application takes {@code TopicReplay.continuity}.
     */
    public static final Continuity WITHOUT_REPLAY = of(InputReplay.NONE);

    public Continuity {
        if (maxOpenStreams < 1) {
            throw new IllegalArgumentException("maxOpenStreams must be at least 1, is " + maxOpenStreams);
        }
        if (streamTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("streamTimeout must be at least 1 ms, is " + streamTimeout);
        }
    }

    /** With as many open streams as half of the heap holds. */
    public Continuity(InputReplay replay, Duration streamTimeout) {
        this(replay, streamTimeout, OpenStreams.ofHeap());
    }

    public static Continuity of(InputReplay replay) {
        return new Continuity(replay, STREAM_TIMEOUT);
    }
}
