package dev.sotto.neural;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that the codec is slower than it could be. */
final class MissingVectors {

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private MissingVectors() {}

    static void tell() {
        if (!TOLD.getAndSet(true)) {
            System.getLogger(MissingVectors.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The codec runs with plain loops, several times slower than with the Vector API: start Java"
                                    + " with --add-modules jdk.incubator.vector");
        }
    }
}
