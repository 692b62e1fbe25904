package dev.sotto.streams.processor;

import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * When streams may be given up that have been silent for long. The clock alone does not say it: their records may lie
 * unread, as this process was stopped, is behind or cannot reach the brokers. So a stream is given up only when its
 * partition has been read up to where it ended after the stream had been silent for so long.
 */
final class ReadUpTo {

    private final InputReplay log;
    private TopicPartition partition;

    /** Offset after the last record that was dealt with. */
    private long next;

    /** Where the partition ended when it was asked last with records still unread; 0 if none were. */
    private long pendingEnd;

    /** Streams that had been silent since then. */
    private long pendingSince;

    ReadUpTo(InputReplay log) {
        this.log = log;
    }

    /** A record has been dealt with. */
    void took(TopicPartition from, long offset) {
        partition = from;
        next = offset + 1;
    }

    /**
     * Some streams have been silent since {@code since}.
     *
     * @param giveUp receives the time before which streams that were not heard of may be given up; not called where
     *     nothing can be said
     */
    void silent(long since, LongConsumer giveUp) {
        if (partition == null) {
            return;
        }
        long end = log.end(partition);
        if (end == InputReplay.UNKNOWN) {
            return;
        }
        if (next >= end || log.isEmpty(partition, next, end)) {
            pendingEnd = 0;
            giveUp.accept(since);
            return;
        }
        if (pendingEnd > 0 && next >= pendingEnd) {
            giveUp.accept(pendingSince);
            pendingEnd = 0;
        }
        if (pendingEnd == 0) {
            pendingEnd = end;
            pendingSince = since;
        }
    }
}
