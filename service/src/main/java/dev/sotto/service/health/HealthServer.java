package dev.sotto.service.health;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sotto.streams.app.CodecApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What an operator's tools ask, over HTTP, at a port and in threads of its own: {@code /health/live},
 * {@code /health/ready} (200 or 503, with the reason as JSON) and {@code /metrics} in Prometheus' text format.
 */
public final class HealthServer implements AutoCloseable {

    /** Nobody else reads what Prometheus does not understand. */
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** As many may be slow at once; the JDK reads a request in the thread that answers it. */
    private static final int THREADS = 32;

    static {
        // Otherwise the JDK's server waits for ever for a request that does not end. Seconds.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "5");
        }
    }

    private final Vitals vitals;
    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(THREADS), task -> {
                Thread thread = new Thread(task, "sotto-health");
                thread.setDaemon(true);
                return thread;
            });
    private final HttpServer server;

    private HealthServer(Vitals vitals, HttpServer server) {
        this.vitals = vitals;
        this.server = server;
        server.createContext("/health/live", exchange -> health(exchange, vitals.isLive()));
        server.createContext("/health/ready", exchange -> health(exchange, vitals.isReady()));
        server.createContext("/metrics", this::metrics);
        server.setExecutor(threads);
    }

    /** For an application that is alone in its process; see the other. */
    public static HealthServer start(CodecApplication application, InetSocketAddress address) throws IOException {
        return start(new ApplicationVitals(application), address);
    }

    /**
     * @param vitals closed with it
     * @param address with port 0 for any that is free
     * @throws java.net.BindException if the port is taken or the address is not this machine's
     */
    public static HealthServer start(Vitals vitals, InetSocketAddress address) throws IOException {
        HealthServer health = new HealthServer(vitals, HttpServer.create(address, 0));
        health.server.start();
        return health;
    }

    public URI url(String path) {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    private void health(HttpExchange exchange, boolean isWell) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", isWell ? "UP" : "DOWN");
        body.putAll(vitals.details());
        answer(exchange, isWell ? 200 : 503, "application/json", new Gson().toJson(body));
    }

    private void metrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, METRICS_TYPE, vitals.scrape());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (!path.equals(exchange.getHttpContext().getPath())) {
                exchange.sendResponseHeaders(404, -1);
            } else if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else if (!method.equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        vitals.close();
    }
}
