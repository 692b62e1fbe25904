package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.processor.StreamGauges;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Streams that do not go on as they should: silent senders, two senders, successors that know too little. */
class EndingTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final float[] SPEECH = new float[60 * HOP];
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void shouldEndAStreamThatFellSilentWhereItIs() {
        try (CodecDriver driver = encoder(InputReplay.NONE)) {
            driver.speak("a", SPEECH, 0, 7 * HOP + 100);
            long time = driver.send("b", null, StreamHeaders.of(16_000, 0));
            driver.output();

            driver.pass(TIMEOUT.dividedBy(2));
            assertEquals(List.of(), driver.output());
            assertEquals(1, driver.gauge(StreamGauges.ACTIVE_STREAMS), "a speaks, b has ended");
            driver.pass(TIMEOUT);
            List<TestRecord<byte[], byte[]>> records = driver.output();
            assertEquals(1, records.size());
            assertEquals(time - 1, records.get(0).timestamp());
            Packet last = PacketReader.read(records.get(0).value());
            assertTrue(last.endsStream());
            assertEquals(5, last.firstFrame());
            assertEquals(7 * HOP + 100, last.nextFrame() * HOP - CODEC.config().delay() - last.padding());
            assertEquals(1, driver.count(Counter.TIMED_OUT));
            assertEquals(0, driver.gauge(StreamGauges.ACTIVE_STREAMS));
        }
    }

    @Test
    void shouldTakeUpAStreamAgainThatWasGivenUp() {
        try (CodecDriver driver = encoder(InputReplay.NONE)) {
            driver.speak("a", SPEECH, 0, 5 * HOP);
            driver.pass(TIMEOUT);
            driver.pass(TIMEOUT);
            driver.output();
            driver.speak("a", SPEECH, 5 * HOP, 10 * HOP);

            assertEquals(5, driver.packets().get(0).firstFrame());
            assertEquals(1, driver.count(Counter.LATE_JOINS));
        }
    }

    @Test
    void shouldForgetAStreamOfPacketsWithoutEndingIt() {
        try (CodecDriver encoder = encoder(InputReplay.NONE);
                CodecDriver decoder = CodecDriver.ofDecoder(CodecTopology.decode(
                        Topics.DEFAULT, CODEC, Optional.empty(), new Continuity(InputReplay.NONE, TIMEOUT)))) {
            encoder.speak("a", SPEECH, 0, 5 * HOP);
            byte[] packet = encoder.output().get(0).value();
            decoder.send("a", packet, new RecordHeaders());
            decoder.output();
            decoder.pass(TIMEOUT);
            decoder.pass(TIMEOUT);

            assertEquals(List.of(), decoder.output());
            assertEquals(1, decoder.count(Counter.TIMED_OUT));
        }
    }

    @Test
    void shouldHearTheSenderWhoIsAheadOfTwo() {
        try (CodecDriver driver = encoder(InputReplay.NONE)) {
            driver.speak("a", SPEECH, 0, 20 * HOP);
            driver.output();
            for (int i = 0; i < 10; i++) {
                driver.speak("a", SPEECH, i * HOP, (i + 1) * HOP);
                driver.speak("a", SPEECH, (20 + i) * HOP, (21 + i) * HOP);
            }

            List<Long> frames =
                    driver.packets().stream().map(Packet::firstFrame).toList();
            assertEquals(List.of(0L, 20L, 25L), frames);
            assertEquals(1, driver.count(Counter.GAPS));
            assertEquals(9, driver.count(Counter.REPEATS));
        }
    }

    @Test
    void shouldCountAStreamThatIsNoLongerOnTheTopic() {
        try (CodecDriver driver = encoder(InputReplay.NONE)) {
            driver.speak("a", SPEECH, 33 * HOP, 40 * HOP);
            driver.speak("b", SPEECH, 0, HOP);

            assertEquals(1, driver.count(Counter.LATE_JOINS));
        }
    }

    @Test
    void shouldCountAStreamOfWhichTooLittleIsLeft() {
        List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
        for (int frame = 30; frame < 40; frame++) {
            left.add(new ConsumerRecord<>(
                    "voice.pcm",
                    0,
                    frame,
                    frame,
                    TimestampType.CREATE_TIME,
                    1,
                    2 * HOP,
                    new byte[] {'a'},
                    new byte[2 * HOP],
                    StreamHeaders.of(16_000, frame * HOP),
                    Optional.empty()));
        }
        left.add(10, poison());
        try (CodecDriver driver = encoder((partition, offset, records) -> left.forEach(records))) {
            driver.speak("a", SPEECH, 40 * HOP, 45 * HOP);

            Packet first = driver.packets().get(0);
            assertEquals(40, first.firstFrame());
            assertFalse(first.endsStream());
            assertEquals(11, driver.count(Counter.REPLAYED));
            assertEquals(1, driver.count(Counter.LATE_JOINS));
            assertEquals(0, driver.count(Counter.DEAD_LETTERS));
            assertEquals(List.of(), driver.deadLetters());
        }
    }

    /** The process stood still for longer than the time-out; what was said meanwhile lies on the topic. */
    @Test
    void shouldNotGiveUpAStreamWhoseRecordsLieUnread() {
        long[] end = {InputReplay.UNKNOWN};
        InputReplay log = new InputReplay() {
            @Override
            public void before(
                    TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> records) {}

            @Override
            public long end(TopicPartition partition) {
                return end[0];
            }

            @Override
            public boolean isEmpty(TopicPartition partition, long from, long to) {
                return false;
            }
        };
        try (CodecDriver driver = encoder(log)) {
            driver.speak("a", SPEECH, 0, 5 * HOP);
            driver.pass(TIMEOUT.multipliedBy(2));
            assertEquals(0, driver.count(Counter.TIMED_OUT), "no broker answers");
            end[0] = 2;
            driver.pass(TIMEOUT.multipliedBy(2));
            assertEquals(0, driver.count(Counter.TIMED_OUT), "one record is unread");

            driver.speak("a", SPEECH, 5 * HOP, 10 * HOP);
            assertEquals(2, driver.packets().size());
            driver.pass(TIMEOUT.multipliedBy(2));
            assertEquals(1, driver.count(Counter.TIMED_OUT), "all is read");
        }
    }

    private static ConsumerRecord<byte[], byte[]> poison() {
        return new ConsumerRecord<>("voice.pcm", 0, 40, new byte[] {'a'}, new byte[3]);
    }

    private static CodecDriver encoder(InputReplay replay) {
        return CodecDriver.ofEncoder(
                CodecTopology.encode(Topics.DEFAULT, CODEC, 2, 5, PacketCoding.PLAIN, new Continuity(replay, TIMEOUT)));
    }
}
