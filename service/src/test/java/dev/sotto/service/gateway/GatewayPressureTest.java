package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Those who take their time, and those who ask for what cannot be. */
class GatewayPressureTest {

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
