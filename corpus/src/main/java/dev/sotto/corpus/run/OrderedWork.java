package dev.sotto.corpus.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work done by several at once whose results come in the order of the tasks, however many do it. */
final class OrderedWork {

    /** Results that may wait for one that takes long, for each worker. */
    private static final int AHEAD = 64;

    private OrderedWork() {}

    /** Takes the results. */
    interface Sink<T> {
        void take(T result) throws IOException;
    }

    /** A task that throws ends the work. */
    static <T> void run(Iterator<Callable<T>> tasks, int workers, Sink<T> sink) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(workers, OrderedWork::thread);
        try {
            Queue<Future<T>> ahead = new ArrayDeque<>();
            while (tasks.hasNext() || !ahead.isEmpty()) {
                while (tasks.hasNext() && ahead.size() < workers * AHEAD) {
                    ahead.add(pool.submit(tasks.next()));
                }
                sink.take(ahead.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tokens");
        thread.setDaemon(true);
        return thread;
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException(cause);
    }
}
