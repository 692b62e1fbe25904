package dev.sotto.streams.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * A record that cannot be used, as it is set aside: key and value as they came, and the reason in a line. What is too
 * long for a producer is cut, and the headers say how long it was; topic, partition and offset say where the rest is.
 */
final class DeadLetter {

    /** Bytes of the value as it came, where it was cut. */
    static final String LENGTH = "sotto.dlq.length";

    /** As {@link #LENGTH}, of the key. */
    static final String KEY_LENGTH = "sotto.dlq.key-length";

    /** Kafka Streams' own names. */
    private static final String ERRORS = "__streams.errors.";

    private static final int DEFAULT_MAX_REQUEST = 1 << 20;
    private static final int MAX_KEY = 1 << 10;
    private static final int MAX_REASON = 500;

    /** For key, headers and Kafka's own. */
    private static final int OVERHEAD = 8 << 10;

    private DeadLetter() {}

    /** Bytes of a value that every producer of these settings takes. */
    static int maxValue(Map<String, ?> settings) {
        Object limit = settings.get("producer." + ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        limit = limit != null ? limit : settings.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        int bytes = limit == null
                ? DEFAULT_MAX_REQUEST
                : Integer.parseInt(limit.toString().strip());
        // The topic takes no more than a MiB either, unless somebody has said so.
        return Math.max(0, Math.min(DEFAULT_MAX_REQUEST, bytes) - OVERHEAD);
    }

    static ProducerRecord<byte[], byte[]> of(String topic, int maxValue, ErrorHandlerContext context, Exception e) {
        Headers headers = new RecordHeaders();
        add(headers, ERRORS + "exception", e.getClass().getName());
        add(headers, ERRORS + "message", reason(e));
        add(headers, ERRORS + "topic", context.topic());
        add(headers, ERRORS + "partition", Integer.toString(context.partition()));
        add(headers, ERRORS + "offset", Long.toString(context.offset()));
        byte[] key = cut(context.sourceRawKey(), MAX_KEY, KEY_LENGTH, headers);
        byte[] value = cut(context.sourceRawValue(), maxValue, LENGTH, headers);
        return new ProducerRecord<>(topic, null, Math.max(0, context.timestamp()), key, value, headers);
    }

    /** One line, of bounded length. */
    static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + " ...";
    }

    private static byte[] cut(byte[] bytes, int max, String header, Headers headers) {
        if (bytes == null || bytes.length <= max) {
            return bytes;
        }
        add(headers, header, Integer.toString(bytes.length));
        return Arrays.copyOf(bytes, max);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
