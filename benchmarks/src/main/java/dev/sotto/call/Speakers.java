package dev.sotto.call;

import dev.sotto.audio.AudioFiles;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.PcmProducer;
import dev.sotto.streams.topic.Topic;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.common.KafkaException;

/** Speaks calls at once, each in records of the same length, by one producer as a gateway would; see {@link Turns}. */
public final class Speakers {

    private final ClientProperties client;
    private final Topic topic;
    private final List<Call> calls;
    private final Turns turns;
    private final Clock clock;
    private final IntPredicate lost;
    private volatile Exception failure;

    /** Hears what goes. */
    public interface Listener {

        /** Samples of that call up to the one before {@code end} go now. */
        void sent(int call, long end);
    }

    /** What time it is for whoever speaks. */
    public interface Clock {

        /** Milliseconds since 1970, for the sender of that call. */
        long millis(int call);
    }

    /** All by this machine's clock; see the other constructor. */
    public Speakers(ClientProperties client, Topic topic, List<Call> calls, int chunk, int stagger) {
        this(client, topic, calls, chunk, stagger, call -> System.currentTimeMillis());
    }

    /**
     * @param chunk samples of a record
     * @param stagger samples
     */
    public Speakers(ClientProperties client, Topic topic, List<Call> calls, int chunk, int stagger, Clock clock) {
        this(client, topic, calls, chunk, stagger, clock, from -> false);
    }

    /** @param lost whether a record that begins at that sample gets lost on its way to the topic */
    public Speakers(
            ClientProperties client,
            Topic topic,
            List<Call> calls,
            int chunk,
            int stagger,
            Clock clock,
            IntPredicate lost) {
        this.client = client;
        this.topic = topic;
        this.calls = List.copyOf(calls);
        this.turns = new Turns(calls, chunk, stagger);
        this.clock = clock;
        this.lost = lost;
    }

    /** Returns when all calls are over and their records have arrived. */
    public void speak(Pace pace, Listener listener) throws InterruptedException {
        try (PcmProducer producer = new PcmProducer(client, "speakers", topic, AudioFiles.SAMPLE_RATE)) {
            turns.speak(pace, (index, from, end) -> {
                requireNoFailure();
                Call call = calls.get(index);
                listener.sent(index, end);
                if (!lost.test(from)) {
                    put(producer, index, from, call.piece(from, end));
                }
                if (end == call.length()) {
                    put(producer, index, end, null);
                }
            });
            producer.flush();
        }
        requireNoFailure();
    }

    private void put(PcmProducer producer, int index, long position, byte[] value) {
        String id = calls.get(index).id();
        producer.send(id, value, position, 0, clock.millis(index), e -> failure = e == null ? failure : e);
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new KafkaException("Cannot write to topic " + topic.name() + ": " + failure.getMessage(), failure);
        }
    }
}
