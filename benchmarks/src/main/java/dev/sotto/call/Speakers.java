package dev.sotto.call;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Speaks calls at once, each in records of the same length, by one producer as a gateway would. Calls begin one after
 * another within {@code stagger}, as nobody's packets are complete just when others' are.
 */
public final class Speakers {

    private final ClientProperties client;
    private final Topic topic;
    private final List<Call> calls;
    private final int chunk;
    private final int[] offsets;
    private volatile Exception failure;

    /** Hears what goes. */
    public interface Listener {

        /** Samples of that call up to the one before {@code end} go now. */
        void sent(int call, long end);
    }

    /**
     * @param chunk samples of a record
     * @param stagger samples
     */
    public Speakers(ClientProperties client, Topic topic, List<Call> calls, int chunk, int stagger) {
        this.client = client;
        this.topic = topic;
        this.calls = List.copyOf(calls);
        this.chunk = chunk;
        this.offsets = IntStream.range(0, calls.size())
                .map(i -> (int) ((long) i * stagger / calls.size()))
                .toArray();
    }

    /** Returns when all calls are over and their records have arrived. */
    public void speak(Pace pace, Listener listener) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                client.producer(
                        Map.of(ProducerConfig.CLIENT_ID_CONFIG, "speakers", ProducerConfig.LINGER_MS_CONFIG, 0)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            int[] order = IntStream.range(0, calls.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> offsets[i] % chunk))
                    .mapToInt(i -> i)
                    .toArray();
            int longest = IntStream.of(order)
                    .map(i -> offsets[i] + calls.get(i).length())
                    .max()
                    .orElse(0);
            for (long tick = 0; tick < longest; tick += chunk) {
                for (int i : order) {
                    say(producer, i, tick - offsets[i] / chunk * chunk, tick + offsets[i] % chunk, pace, listener);
                }
            }
            producer.flush();
        }
        requireNoFailure();
    }

    /** @param from position of the record's first sample, or before or after the call */
    private void say(
            KafkaProducer<byte[], byte[]> producer, int index, long from, long due, Pace pace, Listener listener)
            throws InterruptedException {
        Call call = calls.get(index);
        int length = call.length();
        if (from < 0 || from >= length) {
            return;
        }
        requireNoFailure();
        int end = (int) Math.min(from + chunk, length);
        pace.await(due + end - from);
        listener.sent(index, end);
        put(producer, call, from, Arrays.copyOfRange(call.pcm(), (int) from * Pcm16.BYTES, end * Pcm16.BYTES));
        if (end == length) {
            put(producer, call, length, null);
        }
    }

    private void put(KafkaProducer<byte[], byte[]> producer, Call call, long position, byte[] value) {
        Headers headers = StreamHeaders.of(AudioFiles.SAMPLE_RATE, position);
        producer.send(
                new ProducerRecord<>(topic.name(), null, null, StreamId.write(call.id()), value, headers),
                (metadata, e) -> failure = e == null ? failure : e);
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new KafkaException("Cannot write to topic " + topic.name() + ": " + failure.getMessage(), failure);
        }
    }
}
