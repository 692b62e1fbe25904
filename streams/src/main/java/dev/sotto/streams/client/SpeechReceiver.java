package dev.sotto.streams.client;

import dev.sotto.streams.client.TopicListener.From;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes one stream of decoded speech off a topic. Belongs to no consumer group: whoever listens to a stream hears all
 * of it. Not thread-safe.
 */
public final class SpeechReceiver implements AutoCloseable {

    private final TopicListener topic;
    private final byte[] key;

    /** Hears of a stream. */
    public interface Listener {

        /** @param timestamp of the record, ms since 1970 */
        void speech(byte[] pcm, long position, long timestamp);

        /** As {@link #speech}, made up in the place of what never came. */
        default void concealed(byte[] pcm, long position, long timestamp) {
            speech(pcm, position, timestamp);
        }

        /** @param length of the stream in samples */
        void end(long length);

        /** A record of the stream that cannot be used; the stream goes on. Both of the above may say so, too. */
        default void unusable(int partition, long offset, String reason) {}
    }

    /**
     * From now on, or from the oldest record of the topic.
     *
     * @param topic must exist
     */
    public SpeechReceiver(ClientProperties properties, Topic topic, String streamId, boolean fromBeginning) {
        this.key = StreamId.write(streamId);
        this.topic = new TopicListener(properties, "sotto-receive", fromBeginning ? From.BEGINNING : From.NOW, topic);
    }

    /** Waits at most {@code timeout} for records and hands on those of the stream. */
    public void poll(Duration timeout, Listener listener) {
        for (ConsumerRecord<byte[], byte[]> record : topic.poll(timeout)) {
            if (!Arrays.equals(record.key(), key)) {
                continue;
            }
            try {
                hand(record, listener);
            } catch (PoisonRecordException e) {
                listener.unusable(record.partition(), record.offset(), e.getMessage());
            }
        }
    }

    private static void hand(ConsumerRecord<byte[], byte[]> record, Listener listener) {
        long position =
                StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElse(0);
        if (record.value() == null) {
            listener.end(position);
        } else if (record.headers().lastHeader(StreamHeaders.CONCEALED) != null) {
            listener.concealed(record.value(), position, record.timestamp());
        } else {
            listener.speech(record.value(), position, record.timestamp());
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
