package dev.sotto.streams.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadUpToTest {

    private static final TopicPartition PARTITION = new TopicPartition("voice.pcm", 0);

    private long end;
    private boolean marksOnly;
    private final List<Long> givenUp = new ArrayList<>();
    private final ReadUpTo readUpTo = new ReadUpTo(new InputReplay() {
        @Override
        public void before(TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> records) {}

        @Override
        public long end(TopicPartition partition) {
            return end;
        }

        @Override
        public boolean isEmpty(TopicPartition partition, long from, long to) {
            return marksOnly;
        }
    });

    private void silent(long since) {
        readUpTo.silent(since, givenUp::add);
    }

    @Test
    void shouldGiveUpWhereAllHasBeenRead() {
        readUpTo.took(PARTITION, 9);
        end = 10;
        silent(500);
        assertEquals(List.of(500L), givenUp);
    }

    @Test
    void shouldGiveUpWhereOnlyMarksOfTransactionsFollow() {
        readUpTo.took(PARTITION, 9);
        end = 12;
        marksOnly = true;
        silent(500);
        assertEquals(List.of(500L), givenUp);
    }

    @Test
    void shouldNotGiveUpWhileRecordsLieUnread() {
        readUpTo.took(PARTITION, 9);
        end = 700;
        silent(500);
        readUpTo.took(PARTITION, 400);
        silent(600);
        assertEquals(List.of(), givenUp);
    }

    /** Others speak on, so that there is always a record on its way. */
    @Test
    void shouldGiveUpWhoWasSilentUpToWhereItHasBeenRead() {
        readUpTo.took(PARTITION, 9);
        end = 11;
        silent(500);
        readUpTo.took(PARTITION, 20);
        end = 22;
        silent(600);
        assertEquals(List.of(500L), givenUp);
    }

    @Test
    void shouldNotGiveUpWhenNobodySaysHowFarThePartitionGoes() {
        readUpTo.took(PARTITION, 9);
        end = InputReplay.UNKNOWN;
        silent(500);
        assertEquals(List.of(), givenUp);
    }
}
