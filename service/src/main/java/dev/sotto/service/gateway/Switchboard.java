package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import dev.sotto.service.gateway.GatewayMeters.Refusal;
import dev.sotto.streams.client.ClientProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a gateway share. */
final class Switchboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final GatewayConfig config;
    private final ClientProperties properties;
    private final Guard guard;
    private final GatewayMeters meters;
    private final Rooms rooms;
    private final Uplink uplink;
    private final Hearing hearing;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "clock"));
    private final Replays replays = new Replays();

    Switchboard(GatewayConfig config, ClientProperties properties, GatewayMeters meters) {
        this.config = config;
        this.properties = properties;
        this.meters = meters;
        this.guard = new Guard(config);
        this.rooms = new Rooms(config.limits());
        this.hearing = new Hearing(properties, config.topics(), rooms, config.prior());
        this.uplink =
                Uplink.open(properties, config.topics().pcm(), config.codec().sampleRate(), meters.lost());
        meters.gauge("connections", "Clients connected", connections::size);
        meters.gauge("rooms", "Rooms with somebody in them", rooms::size);
        clock.scheduleWithFixedDelay(this::sendAwayTheSilent, 1, 1, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "sotto-gateway-" + name);
        thread.setDaemon(true);
        return thread;
    }

    GatewayConfig config() {
        return config;
    }

    Guard guard() {
        return guard;
    }

    GatewayMeters meters() {
        return meters;
    }

    Rooms rooms() {
        return rooms;
    }

    Uplink uplink() {
        return uplink;
    }

    /** Whether what is said in the rooms comes through. */
    boolean isHearing() {
        return hearing.isAlive();
    }

    void connected(String id, Session session) {
        Connection connection = new Connection(this, session);
        connections.put(id, connection);
        if (connections.size() > config.limits().connections()) {
            meters.refused(Refusal.FULL);
            connection.close(CloseCode.FULL, "there are as many connections as there may be");
        }
    }

    /** @return null if it has gone */
    Connection connection(String id) {
        return connections.get(id);
    }

    void disconnected(String id) {
        Connection connection = connections.remove(id);
        if (connection != null) {
            connection.closed();
        }
    }

    private void sendAwayTheSilent() {
        long now = System.nanoTime();
        connections.values().stream().filter(c -> c.isOverdue(now)).forEach(connection -> {
            meters.refused(Refusal.NO_HELLO);
            connection.close(CloseCode.NO_HELLO, "the first message, which says who speaks, did not come");
        });
    }

    void everySecond(Runnable task) {
        clock.scheduleWithFixedDelay(task, 1, 1, TimeUnit.SECONDS);
    }

    void later(Runnable task, Duration delay) {
        try {
            clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** @return false if too many want the same */
    boolean replay(Caller caller, Duration time, Runnable done) {
        return replays.offer(() -> {
            JsonObject cost = null;
            try {
                cost = new RoomReplay(properties, config.topics(), caller, time).run();
            } catch (RuntimeException e) {
                LOG.warn("A replay failed: {}", e.getMessage());
            } finally {
                done.run();
            }
            // Last: who hears it may ask for the next one at once.
            if (cost != null) {
                caller.outbox().send(cost);
            }
        });
    }

    void sendAllAway() {
        connections.values().forEach(c -> c.close(CloseCode.GOING_AWAY, "the gateway stops"));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        replays.close();
        connections.keySet().forEach(this::disconnected);
        hearing.close();
        uplink.close();
    }
}
