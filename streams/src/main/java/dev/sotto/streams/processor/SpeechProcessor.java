package dev.sotto.streams.processor;

import dev.sotto.model.CodecConfig;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.stream.Arrival;
import dev.sotto.streams.stream.Place;
import dev.sotto.streams.stream.StreamState;
import dev.sotto.streams.stream.StreamTable;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamId;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What encoder and decoder have in common: streams by their id, poison, counting, taking over a partition from another
 * process, and giving up streams that fell silent. One instance serves one partition.
 *
 * @param <R> what a record holds
 * @param <S> what is known of a stream
 */
abstract class SpeechProcessor<R, S extends StreamState<R>>
        extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    /** Streams that a task knows at once. */
    private static final int MAX_STREAMS = 10_000;

    private final String name;
    private final Continuity continuity;
    private final OpenStreams open;
    private final SameNumber output;
    private int openHere;
    private StreamTable<S> streams;
    private StreamCounters counters;
    private StreamGauges gauges;
    private ReadUpTo readUpTo;
    private boolean tookOver;

    /** Time spent in writing records while at work on one. */
    private long forwardNanos;

    /**
     * @param open of all tasks of the topology in this process
     * @param output of the sink
     */
    SpeechProcessor(String name, Continuity continuity, OpenStreams open, SameNumber output) {
        this.name = name;
        this.continuity = continuity;
        this.open = open;
        this.output = output;
    }

    /** @throws PoisonRecordException or {@link MalformedPacketException} for what cannot be used */
    abstract R read(byte[] value, Headers headers);

    abstract S newStream();

    abstract Arrival add(S stream, R content, Record<byte[], byte[]> record);

    /** @return whether the stream had not ended */
    abstract boolean giveUp(String streamId, S stream);

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        counters = new StreamCounters(context, name);
        gauges = new StreamGauges(context, name);
        streams = new StreamTable<>(MAX_STREAMS, id -> newStream(), this::forgotten);
        readUpTo = new ReadUpTo(continuity.replay());
        tookOver = false;
        long timeout = continuity.streamTimeout().toMillis();
        context.schedule(Duration.ofMillis(Math.max(1, timeout / 4)), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        takeOver();
        count(Counter.BYTES_IN, record.value() == null ? 0 : record.value().length);
        try {
            deal(record);
        } catch (PoisonRecordException | MalformedPacketException e) {
            count(Counter.DEAD_LETTERS, 1);
            throw e;
        } finally {
            context()
                    .recordMetadata()
                    .ifPresent(at -> readUpTo.took(new TopicPartition(at.topic(), at.partition()), at.offset()));
        }
    }

    private void deal(Record<byte[], byte[]> record) {
        String streamId = StreamId.read(record.key());
        if (MarkUntimed.isMarked(record.headers())) {
            throw new PoisonRecordException("The record has no timestamp; its sender must give it one");
        }
        R content = read(record.value(), record.headers());
        if (open.isFull() && !streams.find(streamId).filter(StreamState::isOpen).isPresent()) {
            count(Counter.REFUSED, 1);
            open.refused(streamId);
            return;
        }
        S stream = streams.get(streamId, context().currentSystemTimeMs());
        boolean wasOpen = stream.isOpen();
        work(stream, content, record);
        active(change(wasOpen, stream.isOpen()));
        gauges.lag(System.currentTimeMillis() - record.timestamp());
    }

    private void work(S stream, R content, Record<byte[], byte[]> record) {
        forwardNanos = 0;
        long start = System.nanoTime();
        boolean exact = stream.wake();
        Arrival arrival = add(stream, content, record);
        count(Counter.WORK_NANOS, System.nanoTime() - start - forwardNanos);
        count(Counter.LATE_JOINS, !exact || arrival.isLate() ? 1 : 0);
        count(Counter.GAPS, arrival.kind() == Arrival.Kind.GAP ? 1 : 0);
        count(Counter.REPEATS, arrival.kind() == Arrival.Kind.REPEAT ? 1 : 0);
        count(Counter.STALE, arrival.kind() == Arrival.Kind.STALE ? 1 : 0);
        count(Counter.UNREADABLE, arrival.kind() == Arrival.Kind.UNREADABLE ? 1 : 0);
    }

    /** That so many more streams are open, or fewer. */
    private void active(int change) {
        gauges.addActive(change);
        open.add(change);
        openHere += change;
    }

    private static int change(boolean before, boolean after) {
        return (after ? 1 : 0) - (before ? 1 : 0);
    }

    final void forward(Record<byte[], byte[]> record) {
        count(Counter.BYTES_OUT, record.value() == null ? 0 : record.value().length);
        long start = System.nanoTime();
        output.of(context().taskId().partition());
        context().forward(record);
        forwardNanos += System.nanoTime() - start;
    }

    /** Of the record at hand. */
    final Place place(Record<byte[], byte[]> record) {
        return new Place(
                record.timestamp(),
                context().recordMetadata().map(RecordMetadata::offset).orElse(0L));
    }

    final void count(Counter counter, long amount) {
        counters.add(counter, amount);
    }

    final void countFrames(int frames, CodecConfig config) {
        count(Counter.FRAMES, frames);
        count(Counter.SPEECH_MS, frames * 1_000L * config.hopLength() / config.sampleRate());
    }

    /** Not in {@link #init}: only the first record tells where the partition goes on. */
    private void takeOver() {
        if (tookOver || context().recordMetadata().isEmpty()) {
            return;
        }
        RecordMetadata metadata = context().recordMetadata().get();
        TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
        continuity.replay().before(partition, metadata.offset(), this::recall);
        tookOver = true;
    }

    private void recall(ConsumerRecord<byte[], byte[]> record) {
        count(Counter.REPLAYED, 1);
        if (record.timestamp() < 0) {
            return;
        }
        try {
            String streamId = StreamId.read(record.key());
            R content = read(record.value(), record.headers());
            S stream = streams.get(streamId, context().currentSystemTimeMs());
            boolean wasOpen = stream.isOpen();
            stream.recall(content, new Place(record.timestamp(), record.offset()));
            active(change(wasOpen, stream.isOpen()));
        } catch (PoisonRecordException | MalformedPacketException e) {
            return; // Whoever had the partition before has set it aside.
        }
    }

    private void expire(long now) {
        long since = now - continuity.streamTimeout().toMillis();
        if (streams.isAnyOlderThan(since)) {
            readUpTo.silent(since, this::expireBefore);
        }
    }

    private void expireBefore(long time) {
        streams.expire(time, (streamId, stream) -> {
            boolean wasOpen = giveUp(streamId, stream);
            count(Counter.TIMED_OUT, wasOpen ? 1 : 0);
            active(wasOpen ? -1 : 0);
        });
    }

    private void forgotten(S stream) {
        count(Counter.FORGOTTEN, 1);
        active(stream.isOpen() ? -1 : 0);
    }

    @Override
    public void close() {
        gauges.close();
        open.add(-openHere);
        openHere = 0;
    }
}
