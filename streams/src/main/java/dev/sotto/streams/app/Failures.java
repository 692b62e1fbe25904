package dev.sotto.streams.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often something may fail within a time: what fails now and then goes on, what fails again and again does not. */
final class Failures {

    private final int bearable;
    private final long windowNanos;
    private final Deque<Long> recent = new ArrayDeque<>();

    Failures(int bearable, long windowNanos) {
        this.bearable = bearable;
        this.windowNanos = windowNanos;
    }

    /** One more. */
    synchronized boolean isBearable(long nowNanos) {
        recent.add(nowNanos);
        while (nowNanos - recent.element() > windowNanos) {
            recent.remove();
        }
        return recent.size() <= bearable;
    }
}
