package dev.sotto.service.gateway;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Who hears a room again now, and who waits for it. Thread-safe. */
final class Replays implements AutoCloseable {

    static final int AT_ONCE = 8;
    static final int WAITING = 16;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "sotto-gateway-replay");
                thread.setDaemon(true);
                return thread;
            });

    /** @return false if too many want the same */
    boolean offer(Runnable replay) {
        try {
            threads.execute(replay);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
