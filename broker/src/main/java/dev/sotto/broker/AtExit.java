package dev.sotto.broker;

/** Something to do when the JVM ends, by Ctrl-C for one, unless it has been taken back before. */
public final class AtExit implements AutoCloseable {

    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /** @param name of the thread */
    public static AtExit run(String name, Runnable task) {
        Thread hook = new Thread(task, name);
        Runtime.getRuntime().addShutdownHook(hook);
        return new AtExit(hook);
    }

    /** Takes it back; where the JVM is ending, it is too late. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being done.
            return;
        }
    }
}
