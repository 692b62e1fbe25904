package dev.sotto.streams.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a task knows of its streams, by stream id. Bounded: beyond its capacity the stream that was silent for longest
 * is forgotten; if it goes on after all, it does so as one that was joined late.
 */
final class StreamTable<S> {

    private final Map<String, S> streams;
    private final Function<String, S> newStream;

    StreamTable(int capacity, Function<String, S> newStream, Runnable onForgotten) {
        this.newStream = newStream;
        this.streams = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, S> eldest) {
                boolean full = size() > capacity;
                if (full) {
                    onForgotten.run();
                }
                return full;
            }
        };
    }

    S get(String streamId) {
        // Not computeIfAbsent alone: in access order get() is what keeps a stream young.
        S known = streams.get(streamId);
        return known != null ? known : streams.computeIfAbsent(streamId, newStream);
    }

    int size() {
        return streams.size();
    }
}
