package dev.sotto.streams.client;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.streams.client.Listener.Heard;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** People who speak at once, each a record of 20 ms every 20 ms. */
public final class Callers implements Runnable {

    private static final int CHUNK = 320;
    private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ClientProperties client;
    private final Topic topic;
    private final Map<String, Waveform> speech = new TreeMap<>();

    public Callers(ClientProperties client, Topic topic, int number, double seconds) {
        this.client = client;
        this.topic = topic;
        for (int i = 0; i < number; i++) {
            speech.put("caller-" + i, noise((int) (16_000 * seconds) + 77 * i, i));
        }
    }

    /** What the codec alone makes of each of them. */
    public Map<String, Heard> expected(SpeechCodec codec, int numCodebooks) {
        Map<String, Heard> expected = new TreeMap<>();
        speech.forEach((id, said) -> expected.put(
                id,
                new Heard(Pcm16.toBytes(codec.decode(codec.encode(said, numCodebooks), said.length())
                        .samples()))));
        return expected;
    }

    @Override
    public void run() {
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            int longest =
                    speech.values().stream().mapToInt(Waveform::length).max().orElseThrow();
            for (int position = 0; position < longest + CHUNK; position += CHUNK) {
                for (var caller : speech.entrySet()) {
                    say(producer, caller.getKey(), caller.getValue(), position);
                }
                long due = start + position / CHUNK * CHUNK_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }
    }

    private void say(KafkaProducer<byte[], byte[]> producer, String id, Waveform said, int position) {
        int length = said.length();
        if (position >= length + CHUNK) {
            return;
        }
        byte[] value =
                position < length ? Pcm16.toBytes(said.samples(), position, Math.min(CHUNK, length - position)) : null;
        producer.send(new ProducerRecord<>(
                topic.name(), null, StreamId.write(id), value, StreamHeaders.of(16_000, Math.min(position, length))));
    }

    private static Waveform noise(int length, int seed) {
        Random random = new Random(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(samples)), 16_000);
    }
}
