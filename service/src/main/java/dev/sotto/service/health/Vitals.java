package dev.sotto.service.health;

import java.util.Map;

/** What {@link HealthServer} asks of what it stands for. */
public interface Vitals extends AutoCloseable {

    /** Whether it may still come right by itself. */
    boolean isLive();

    /** Whether it does its work now. */
    boolean isReady();

    /** What else there is to say, by name. */
    default Map<String, Object> details() {
        return Map.of();
    }

    /** Its metrics in Prometheus' text format. */
    String scrape();

    @Override
    default void close() {}
}
