package dev.sotto.streams.app;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** What a record causes sends it to the dead letters; what Kafka causes is no record's fault and stops the thread. */
public final class PoisonAside implements ProcessingExceptionHandler {

    private String topic;
    private int maxValue;
    private DeadLetters deadLetters = new DeadLetters();

    @Override
    public void configure(Map<String, ?> settings) {
        topic = (String) settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        maxValue = DeadLetter.maxValue(settings);
        if (settings.get(DeadLetters.CONFIG) instanceof DeadLetters shared) {
            deadLetters = shared;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception e) {
        if (e instanceof KafkaException) {
            return Response.fail();
        }
        deadLetters.aside("offset " + context.offset() + " of " + context.topic() + "-" + context.partition()
                + ", now on " + topic + ": " + DeadLetter.reason(e));
        return topic == null ? Response.resume() : Response.resume(List.of(DeadLetter.of(topic, maxValue, context, e)));
    }
}
