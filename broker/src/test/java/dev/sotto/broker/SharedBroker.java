package dev.sotto.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** One broker for all tests of a JVM; a test uses topics, streams and application ids of its own. */
public final class SharedBroker {

    private static EmbeddedBroker broker;

    private SharedBroker() {}

    public static synchronized String bootstrapServers() {
        if (broker == null) {
            try {
                broker = EmbeddedBroker.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        }
        return broker.bootstrapServers();
    }

    /** A name that no other test has. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
