package dev.sotto.streams.app;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * A dead letter that the brokers do not take, for its size or because the topic forbids it, is counted and left out: a
 * dead letter of a dead letter would be refused, too, and speech is not to wait for either.
 */
public final class RefusedAside implements ProductionExceptionHandler {

    private String topic;
    private DeadLetters deadLetters = new DeadLetters();

    @Override
    public void configure(Map<String, ?> settings) {
        topic = (String) settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (settings.get(DeadLetters.CONFIG) instanceof DeadLetters shared) {
            deadLetters = shared;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception e) {
        if (e instanceof RetriableException) {
            return Response.retry();
        }
        if (!record.topic().equals(topic)) {
            return Response.fail();
        }
        deadLetters.refused(topic + " refuses a dead letter (" + DeadLetter.reason(e) + ")");
        return Response.resume();
    }
}
