package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.service.health.HealthServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Those who take their time, and those who ask for what cannot be. */
class GatewayPressureTest {

    private static final GatewayLimits CALM =
            new GatewayLimits(4, 2, 2, 4_096, 256, 50, 1.5, 20_000, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static RunningGateway running;
    private static Gateway open;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningGateway();
        open = running.gateway();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    /** A byte now and then keeps Jetty's idle timeout quiet. */
    @Test
    void shouldNotWaitForHeadersForEver() throws Exception {
        try (Socket slow =
                new Socket(open.address().getAddress(), open.address().getPort())) {
            slow.setSoTimeout(100);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            long deadline = System.nanoTime() + Duration.ofSeconds(25).toNanos();
            boolean ended = false;
            while (!ended && System.nanoTime() < deadline) {
                try {
                    slow.getOutputStream().write('x');
                    ended = slow.getInputStream().read() < 0;
                } catch (SocketTimeoutException e) {
                    continue; // Still open.
                } catch (IOException e) {
                    ended = true;
                }
            }
            assertTrue(ended, "the connection is still open");
        }
    }

    /** Jetty answers pings by itself, and no handler sees them. */
    @Test
    void shouldSendAwayWhoFloodsItWithPings() throws Exception {
        try (Gateway gateway = running.another(null, Set.of(), CALM);
                Socket pinging = new Socket("127.0.0.1", gateway.address().getPort())) {
            RawSocket.handshake(pinging);
            byte[] hello = "{\"stream\":\"anna\",\"room\":\"r\"}".getBytes(StandardCharsets.UTF_8);
            pinging.getOutputStream().write(RawSocket.frame(0x81, hello));
            byte[] ping = RawSocket.frame(0x89, new byte[0]);
            byte[] pings = new byte[1_000 * ping.length];
            for (int i = 0; i < pings.length; i++) {
                pings[i] = ping[i % ping.length];
            }
            pinging.getOutputStream().write(pings);
            pinging.setSoTimeout(30_000);
            assertEnds(pinging);
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        byte[] answers = new byte[1 << 16];
        int read = 0;
        try {
            while (read >= 0) {
                read = socket.getInputStream().read(answers);
            }
        } catch (SocketException e) {
            read = -1; // Reset: it is gone all the same.
        }
        assertEquals(-1, read);
    }

    /** The gateway's own pages are among its connections; those at another port are not. */
    @Test
    void shouldTellItsHealthAtAnotherPortWhileItIsFull() throws Exception {
        try (Gateway gateway = running.another(null, Set.of(), CALM);
                HealthServer health = HealthServer.start(gateway.vitals(), new InetSocketAddress("127.0.0.1", 0))) {
            List<Socket> all = new ArrayList<>();
            for (int i = 0; i < CALM.connections() + 110; i++) {
                Socket socket = new Socket("127.0.0.1", gateway.address().getPort());
                socket.getOutputStream().write('G');
                all.add(socket);
            }
            for (String path : new String[] {"/health/live", "/health/ready", "/metrics"}) {
                assertEquals(200, status(health.url(path)), path);
            }
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    private static int status(URI page) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void shouldRefuseAWebSocketWithoutItsKey() throws Exception {
        String answer = raw(
                open,
                "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertFalse(answer.contains("Exception"), answer);
    }

    @Test
    void shouldRefuseANameThatIsTooLongForAStreamsId() {
        try (GatewayClient anna = GatewayClient.connect(open)) {
            anna.text("{\"stream\":\"" + "\ud840\udc00".repeat(40) + "\",\"room\":\"r\"}");
            assertEquals(4400, anna.awaitEnd());
        }
    }

    private static String raw(Gateway gateway, String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput(); // Or the gateway keeps the connection for another request.
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
