package dev.sotto.streams.client;

import dev.sotto.audio.Pcm16;
import dev.sotto.streams.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.apache.kafka.common.KafkaException;

/** Puts one stream of speech on a topic, record by record. Not thread-safe. */
public final class SpeechSender implements AutoCloseable {

    private final PcmProducer producer;
    private final Topic topic;
    private final String streamId;
    private long position;
    private volatile Exception failure;

    public SpeechSender(ClientProperties properties, Topic topic, String streamId, int sampleRate) {
        this.producer = new PcmProducer(properties, "sotto-send", topic, sampleRate);
        this.topic = topic;
        this.streamId = streamId;
    }

    /**
     * Sends a whole stream and its end.
     *
     * @param pcm signed 16-bit little-endian samples; half a sample at the end is left out
     * @param chunk samples of a record
     * @param pace asked before each record for the position after its last sample
     * @param listener hears that position when the record goes
     * @return samples sent
     */
    public long sendAll(InputStream pcm, int chunk, Pace pace, LongConsumer listener)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[chunk * Pcm16.BYTES];
        int filled = buffer.length;
        while (filled == buffer.length) {
            filled = pcm.readNBytes(buffer, 0, buffer.length);
            int whole = filled - filled % Pcm16.BYTES;
            if (whole > 0) {
                long end = position + whole / Pcm16.BYTES;
                pace.await(end);
                listener.accept(end);
                send(Arrays.copyOf(buffer, whole));
            }
        }
        long length = position;
        end();
        return length;
    }

    /** The next piece. */
    public void send(byte[] pcm) {
        put(pcm);
        position += pcm.length / Pcm16.BYTES;
    }

    /** The stream is over. All that was sent has arrived when this returns. */
    public void end() {
        put(null);
        producer.flush();
        requireNoFailure();
        position = 0;
    }

    private void put(byte[] value) {
        requireNoFailure();
        producer.send(streamId, value, position, 0, e -> failure = e == null ? failure : e);
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new KafkaException("Cannot write to topic " + topic.name() + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
