package dev.sotto.streams.processor;

import dev.sotto.model.CodecConfig;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.stream.Arrival;
import dev.sotto.streams.stream.Passes;
import dev.sotto.streams.stream.Place;
import dev.sotto.streams.stream.StreamState;
import dev.sotto.streams.stream.StreamTable;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
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

    /** With so many frames a network has enough for one pass; whoever waits for the first need not wait for more. */
    private static final int ENOUGH_FRAMES = 64;

    private final String name;
    private final Continuity continuity;
    private final OpenStreams open;
    private final SameNumber output;
    private final ReadAhead ahead;
    private int openHere;
    private StreamTable<S> streams;
    private StreamCounters counters;
    private StreamGauges gauges;
    private ReadUpTo readUpTo;
    private boolean tookOver;

    /** Of the record at hand and of those after it that were dealt with at once with it. */
    private final Deque<Outcome> outcomes = new ArrayDeque<>();

    private boolean readsAhead;

    /** Streams may have timed out, which nobody hears of between a record and its outcome. */
    private boolean expires;

    /**
     * @param open of all tasks of the topology in this process
     * @param output of the sink
     */
    SpeechProcessor(String name, Continuity continuity, OpenStreams open, SameNumber output, ReadAhead ahead) {
        this.name = name;
        this.continuity = continuity;
        this.open = open;
        this.output = output;
        this.ahead = ahead;
    }

    /** @throws PoisonRecordException or {@link MalformedPacketException} for what cannot be used */
    abstract R read(byte[] value, Headers headers);

    abstract S newStream();

    /** Deals with a record, but for the network; {@link #passes} does the rest, and {@code outcome} has it then. */
    abstract Arrival queue(S stream, R content, Record<byte[], byte[]> record, Place place, Outcome outcome);

    /** Which all streams share. */
    abstract Passes<?> passes();

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
        outcomes.clear();
        expires = false;
        // Of what lies ahead only the consumer's timestamp is known.
        readsAhead = MarkUntimed.class.equals(
                context.appConfigs().get(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG));
        long timeout = continuity.streamTimeout().toMillis();
        context.schedule(Duration.ofMillis(Math.max(1, timeout / 4)), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        takeOver();
        count(Counter.BYTES_IN, record.value() == null ? 0 : record.value().length);
        try {
            deliver(outcome(record), record.timestamp());
        } finally {
            context().recordMetadata().ifPresent(at -> readUpTo.took(partition(at), at.offset()));
        }
        if (expires && outcomes.isEmpty()) {
            expire(context().currentSystemTimeMs());
        }
    }

    private Outcome outcome(Record<byte[], byte[]> record) {
        Optional<RecordMetadata> at = context().recordMetadata();
        long offset = at.map(RecordMetadata::offset).orElse(0L);
        while (!outcomes.isEmpty() && outcomes.element().offset() < offset) {
            // Kafka Streams has left that record out. Its stream has heard it.
            outcomes.remove().results().forEach(this::forward);
        }
        if (outcomes.isEmpty()) {
            dealFrom(record, offset, at.filter(known -> readsAhead).map(known -> ahead.from(partition(known), offset)));
        }
        return outcomes.remove();
    }

    private static TopicPartition partition(RecordMetadata at) {
        return new TopicPartition(at.topic(), at.partition());
    }

    /**
     * Deals with the record at hand, and at once with those after it that are here, so that the network's weights are
     * read once for all of them.
     */
    private void dealFrom(
            Record<byte[], byte[]> record, long offset, Optional<Deque<ConsumerRecord<byte[], byte[]>>> here) {
        long start = System.nanoTime();
        deal(record, offset);
        Deque<ConsumerRecord<byte[], byte[]>> rest = here.orElseGet(ArrayDeque::new);
        rest.poll();
        while (!rest.isEmpty() && rest.element().timestamp() >= 0 && passes().frames() < ENOUGH_FRAMES) {
            ConsumerRecord<byte[], byte[]> next = rest.remove();
            deal(new Record<>(next.key(), next.value(), next.timestamp(), next.headers()), next.offset());
        }
        try {
            passes().run();
        } catch (RuntimeException e) {
            outcomes.element().poison(e);
        }
        count(Counter.WORK_NANOS, System.nanoTime() - start);
    }

    private void deal(Record<byte[], byte[]> record, long offset) {
        Outcome outcome = new Outcome(offset);
        outcomes.add(outcome);
        try {
            deal(record, new Place(record.timestamp(), offset), outcome);
        } catch (RuntimeException e) {
            outcome.poison(e);
        }
    }

    private void deal(Record<byte[], byte[]> record, Place place, Outcome outcome) {
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
        boolean exact = stream.wake();
        Arrival arrival = queue(stream, content, record, place, outcome);
        active(change(wasOpen, stream.isOpen()));
        count(Counter.LATE_JOINS, !exact || arrival.isLate() ? 1 : 0);
        count(Counter.GAPS, arrival.kind() == Arrival.Kind.GAP ? 1 : 0);
        count(Counter.REPEATS, arrival.kind() == Arrival.Kind.REPEAT ? 1 : 0);
        count(Counter.STALE, arrival.kind() == Arrival.Kind.STALE ? 1 : 0);
        count(Counter.UNREADABLE, arrival.kind() == Arrival.Kind.UNREADABLE ? 1 : 0);
    }

    /** What came of the record at hand goes now, and if nothing can come of it, Kafka Streams hears so now. */
    private void deliver(Outcome outcome, long timestamp) {
        outcome.results().forEach(this::forward);
        RuntimeException poison = outcome.poison();
        if (poison != null) {
            boolean expected = poison instanceof PoisonRecordException || poison instanceof MalformedPacketException;
            count(Counter.DEAD_LETTERS, expected ? 1 : 0);
            throw poison;
        }
        gauges.lag(System.currentTimeMillis() - timestamp);
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
        output.of(context().taskId().partition());
        context().forward(record);
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
        continuity.replay().before(partition(metadata), metadata.offset(), this::recall);
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
        expires = !outcomes.isEmpty();
        if (expires) {
            return;
        }
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
