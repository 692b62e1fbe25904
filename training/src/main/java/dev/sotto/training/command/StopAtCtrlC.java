package dev.sotto.training.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, Ctrl-C and SIGTERM end a run after its step, and the process only once its checkpoint is written.
 */
final class StopAtCtrlC {

    /** Longer than the longest step and the writing of a checkpoint take; a second Ctrl-C does not wait. */
    private static final int PATIENCE_SECONDS = 120;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    StopAtCtrlC(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            try {
                written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Once the checkpoint is there, and the user has been told. */
    void done() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is at work.
        }
    }
}
