package dev.sotto.chaos;

import dev.sotto.call.Speakers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** What time it is for each sender. Thread-safe. */
final class SenderClocks implements Speakers.Clock {

    private final AtomicLongArray offsets;

    SenderClocks(int calls) {
        offsets = new AtomicLongArray(calls);
    }

    void set(int call, Duration offset) {
        offsets.set(call, offset.toMillis());
    }

    @Override
    public long millis(int call) {
        return System.currentTimeMillis() + offsets.get(call);
    }
}
