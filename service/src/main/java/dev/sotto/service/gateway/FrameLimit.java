package dev.sotto.service.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * Ends WebSockets that send more frames than anybody needs. Pings, pongs and pieces of messages are frames, too, which
 * Jetty answers or collects by itself, so that nobody who counts messages sees them.
 */
final class FrameLimit extends ConnectionWatch {

    private static final double BURST_SECONDS = 5;

    private final double perSecond;
    private final Runnable onRefusal;
    private final Map<Connection, Count> counts = new ConcurrentHashMap<>();

    private static final class Count {

        private final Allowance allowance;
        private long before;

        Count(double perSecond) {
            allowance = new Allowance(perSecond, BURST_SECONDS, System.nanoTime());
        }

        boolean bears(long frames) {
            long more = frames - before;
            before = frames;
            return allowance.take(more, System.nanoTime());
        }
    }

    /** @param perSecond on average; bursts of five seconds are borne */
    FrameLimit(Server server, double perSecond, Runnable onRefusal) {
        super(server);
        this.perSecond = perSecond;
        this.onRefusal = onRefusal;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof WebSocketConnection) {
            counts.put(connection, new Count(perSecond));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        counts.remove(connection);
    }

    /** To be called each second. */
    void sweep() {
        counts.forEach((connection, count) -> {
            if (!count.bears(connection.getMessagesIn())) {
                counts.remove(connection);
                onRefusal.run();
                connection.getEndPoint().close();
            }
        });
    }
}
