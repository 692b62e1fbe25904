package dev.sotto.service.health;

import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.app.Health;
import java.util.Map;

/** Those of an application that is alone in its process. */
final class ApplicationVitals implements Vitals {

    private final CodecApplication application;
    private final Metrics metrics = new Metrics();

    ApplicationVitals(CodecApplication application) {
        this.application = application;
        metrics.watch(application);
    }

    @Override
    public boolean isLive() {
        return application.health().isLive();
    }

    @Override
    public boolean isReady() {
        return application.health().isReady();
    }

    @Override
    public Map<String, Object> details() {
        Health health = application.health();
        return Map.of("state", health.state().name(), "partitions", health.partitions());
    }

    @Override
    public String scrape() {
        return metrics.scrape();
    }

    @Override
    public void close() {
        metrics.close();
    }
}
