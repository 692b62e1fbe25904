package dev.sotto.streams.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a task knows of its streams, by stream id. Bounded: beyond its capacity the stream that was silent for longest
 * is forgotten; if it goes on after all, it does so as one that was joined late.
 */
public final class StreamTable<S> {

    private final Map<String, Known<S>> streams;
    private final Function<String, S> newStream;

    private static final class Known<S> {

        private final S state;
        private long lastSeen;

        Known(S state) {
            this.state = state;
        }
    }

    public StreamTable(int capacity, Function<String, S> newStream, Consumer<S> onForgotten) {
        this.newStream = newStream;
        this.streams = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known<S>> eldest) {
                boolean full = size() > capacity;
                if (full) {
                    onForgotten.accept(eldest.getValue().state);
                }
                return full;
            }
        };
    }

    /** The stream, if it is known. */
    public Optional<S> find(String streamId) {
        return Optional.ofNullable(streams.get(streamId)).map(known -> known.state);
    }

    /** @param now ms, never less than before */
    public S get(String streamId, long now) {
        // Not computeIfAbsent alone: in access order get() is what keeps a stream young.
        Known<S> known = streams.get(streamId);
        Known<S> stream =
                known != null ? known : streams.computeIfAbsent(streamId, id -> new Known<>(newStream.apply(id)));
        stream.lastSeen = now;
        return stream.state;
    }

    /** Whether there is one last seen before that time, in ms. */
    public boolean isAnyOlderThan(long time) {
        Iterator<Known<S>> eldestFirst = streams.values().iterator();
        return eldestFirst.hasNext() && eldestFirst.next().lastSeen < time;
    }

    /** Removes the streams last seen before that time, in ms, and hands them on. */
    public void expire(long time, BiConsumer<String, S> expired) {
        Iterator<Map.Entry<String, Known<S>>> eldestFirst = streams.entrySet().iterator();
        while (eldestFirst.hasNext()) {
            Map.Entry<String, Known<S>> eldest = eldestFirst.next();
            if (eldest.getValue().lastSeen >= time) {
                return;
            }
            eldestFirst.remove();
            expired.accept(eldest.getKey(), eldest.getValue().state);
        }
    }

    public int size() {
        return streams.size();
    }
}
