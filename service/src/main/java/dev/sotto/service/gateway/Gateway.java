package dev.sotto.service.gateway;

import dev.sotto.service.gateway.GatewayMeters.Refusal;
import dev.sotto.service.health.Vitals;
import dev.sotto.streams.client.ClientProperties;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.util.JavalinBindException;
import io.javalin.websocket.WsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway at work: the page at {@code /}, the WebSocket at {@code /ws}, health and metrics beside them. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** Nobody else reads what Prometheus does not understand. */
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "microphone=(self), camera=(), geolocation=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-cache");

    /** Beyond the WebSockets: whoever loads the page or reads the metrics. */
    private static final int MORE_CONNECTIONS = 100;

    private static final int THREADS = 32;

    /** On average: messages may come in pieces, and pings and pongs between them. */
    private static final double FRAMES_A_MESSAGE = 2;

    private final GatewayConfig config;
    private final Supplier<String> metrics;
    private final BooleanSupplier ready;
    private final Switchboard board;
    private final Javalin server;

    private Gateway(
            GatewayConfig config,
            ClientProperties properties,
            MeterRegistry registry,
            Supplier<String> metrics,
            BooleanSupplier ready) {
        this.config = config;
        this.metrics = metrics;
        this.ready = ready;
        this.board = new Switchboard(config, properties, new GatewayMeters(registry));
        this.server = Javalin.create(this::configure);
    }

    /**
     * @param properties of the brokers, whose topics must be there
     * @param registry that receives the gateway's metrics
     * @param metrics what {@code /metrics} answers
     * @param ready whether all that this process runs beside the gateway does its work
     * @throws BindException if the port is taken or the address is not this machine's
     */
    public static Gateway start(
            GatewayConfig config,
            ClientProperties properties,
            MeterRegistry registry,
            Supplier<String> metrics,
            BooleanSupplier ready)
            throws BindException {
        Gateway gateway = new Gateway(config, properties, registry, metrics, ready);
        try {
            gateway.server.start();
            return gateway;
        } catch (JavalinBindException e) {
            gateway.close();
            throw (BindException) new BindException(e.getMessage()).initCause(e);
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    public URI url(String path) {
        String host = config.address().getHostString();
        boolean isIpv6 = host.indexOf(':') >= 0;
        return URI.create("http://" + (isIpv6 ? "[" + host + "]" : host) + ":" + server.port() + path);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(config.address().getAddress(), server.port());
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.host = config.address().getAddress().getHostAddress();
        javalin.jetty.port = config.address().getPort();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("sotto-gateway");
        threads.setDaemon(true);
        javalin.jetty.threadPool = threads;
        GatewayLimits limits = config.limits();
        javalin.jetty.modifyServer(jetty -> {
            jetty.addBean(new NetworkConnectionLimit(limits.connections() + MORE_CONNECTIONS, jetty));
            HeaderDeadline deadline = new HeaderDeadline(jetty);
            jetty.addBean(deadline);
            board.everySecond(deadline::sweep);
            FrameLimit frames =
                    new FrameLimit(jetty, FRAMES_A_MESSAGE * limits.messagesPerSecond(), () -> board.meters()
                            .refused(Refusal.TOO_FAST));
            jetty.addBean(frames);
            board.everySecond(frames::sweep);
        });
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalin.jetty.modifyWebSocketServletFactory(sockets -> {
            sockets.setMaxBinaryMessageSize(limits.messageBytes());
            sockets.setMaxTextMessageSize(limits.textBytes());
            sockets.setIdleTimeout(Duration.ofSeconds(30));
        });
        routes(javalin);
    }

    private void routes(JavalinConfig javalin) {
        javalin.routes.before(this::guard);
        new PageFiles()
                .all()
                .forEach((path, file) -> javalin.routes.get(
                        path, http -> http.contentType(file.type()).result(file.bytes())));
        javalin.routes.get("/health/live", http -> health(http, board.isHearing()));
        javalin.routes.get("/health/ready", http -> health(http, board.isHearing() && ready.getAsBoolean()));
        javalin.routes.get("/metrics", this::metrics);
        javalin.routes.wsBeforeUpgrade("/ws", http -> {
            guard(http);
            if (http.header("Sec-WebSocket-Key") == null) {
                throw new BadRequestResponse("A WebSocket's handshake has a key");
            }
            if (!board.guard().allowsOrigin(http.header("Origin"), http.header("Host"))) {
                throw new ForbiddenResponse("Pages of another origin may not connect");
            }
        });
        javalin.routes.ws("/ws", this::socket);
        javalin.routes.get("/ws", http -> http.status(400).result("Here speaks a WebSocket, which has a key"));
        javalin.routes.exception(Exception.class, (e, http) -> {
            LOG.error("A request could not be answered", e);
            http.status(500).result("");
        });
    }

    /** What its health pages tell, for a server at another port. */
    public Vitals vitals() {
        return new Vitals() {
            @Override
            public boolean isLive() {
                return board.isHearing();
            }

            @Override
            public boolean isReady() {
                return board.isHearing() && ready.getAsBoolean();
            }

            @Override
            public String scrape() {
                return metrics.get();
            }
        };
    }

    private void guard(Context http) {
        HEADERS.forEach(http::header);
        if (!board.guard().allowsHost(http.header("Host"))) {
            throw new ForbiddenResponse("This gateway is called 127.0.0.1 or localhost");
        }
    }

    private static void health(Context http, boolean isWell) {
        http.status(isWell ? 200 : 503)
                .contentType("application/json")
                .result("{\"status\":\"" + (isWell ? "UP" : "DOWN") + "\"}");
    }

    private void metrics(Context http) {
        String header = http.header("Authorization");
        String token = header != null && header.startsWith("Bearer ") ? header.substring(7) : null;
        if (!board.guard().allowsToken(token)) {
            refuseSlowly(http);
            return;
        }
        http.contentType(METRICS_TYPE).result(metrics.get());
    }

    /** A second later, so that guessing takes its time; no thread waits for it. */
    private static void refuseSlowly(Context http) {
        http.future(() -> CompletableFuture.runAsync(
                () -> http.status(401).result("The access token belongs in the header 'Authorization: Bearer ...'"),
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)));
    }

    private void socket(WsConfig socket) {
        socket.onConnect(client -> {
            // Answers count as signs of life; without any, the connection ends after the idle timeout.
            client.enableAutomaticPings();
            board.connected(client.sessionId(), client.session);
        });
        socket.onMessage(client -> {
            Connection connection = board.connection(client.sessionId());
            if (connection != null) {
                connection.text(client.message());
            }
        });
        socket.onBinaryMessage(client -> {
            Connection connection = board.connection(client.sessionId());
            if (connection != null) {
                connection.sound(client.data());
            }
        });
        socket.onClose(client -> board.disconnected(client.sessionId()));
        socket.onError(client -> board.disconnected(client.sessionId()));
    }

    @Override
    public void close() {
        board.sendAllAway();
        server.stop();
        board.close();
    }
}
