package dev.sotto.service.health;

import dev.sotto.streams.app.CodecApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;

/** The metrics of one process, as Prometheus reads them. To be closed before the applications that it watches. */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<KafkaStreamsMetrics> kafka = new ArrayList<>();

    public Metrics() {
        // Ours have names of their own.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("kafka.sotto"));
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** The only application of its process. */
    void watch(CodecApplication application) {
        watch(application, Tags.empty());
    }

    /** @param name tells it from the other applications of the process, as tag {@code application} */
    public void watch(CodecApplication application, String name) {
        watch(application, Tags.of("application", name));
    }

    private void watch(CodecApplication application, Tags tags) {
        new ApplicationMeters(application, tags).bindTo(registry);
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(application.kafkaStreams());
        kafka.add(metrics);
        metrics.bindTo(registry);
    }

    /** For what else the process has to tell. */
    public MeterRegistry registry() {
        return registry;
    }

    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        kafka.forEach(KafkaStreamsMetrics::close);
        registry.close();
    }
}
