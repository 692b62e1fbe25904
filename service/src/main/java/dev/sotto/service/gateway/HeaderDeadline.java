package dev.sotto.service.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Server;

/**
 * Ends connections that take too long to say what they want. Jetty's idle timeout counts from the last byte, and so
 * bears one who sends a byte a second for ever. What has become a WebSocket is none of these any more.
 */
final class HeaderDeadline extends ConnectionWatch {

    /** For the first request. */
    private static final long FIRST_NANOS = Duration.ofSeconds(5).toNanos();

    /** For all requests of a connection: the page takes a fraction of a second, and others may come again. */
    private static final long ALL_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<Connection, Long> connections = new ConcurrentHashMap<>();

    HeaderDeadline(Server server) {
        super(server);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            connections.put(connection, System.nanoTime());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /** To be called each second. */
    void sweep() {
        long now = System.nanoTime();
        connections.forEach((connection, opened) -> {
            long age = now - opened;
            if (age > ALL_NANOS || age > FIRST_NANOS && connection.getMessagesIn() == 0) {
                connections.remove(connection);
                connection.getEndPoint().close();
            }
        });
    }
}
