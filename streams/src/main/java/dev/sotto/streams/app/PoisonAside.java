package dev.sotto.streams.app;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** What a record causes sends it to the dead letters; what Kafka causes is no record's fault and stops the thread. */
public final class PoisonAside extends LogAndContinueProcessingExceptionHandler {

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception e) {
        return e instanceof KafkaException ? Response.fail() : super.handleError(context, record, e);
    }
}
