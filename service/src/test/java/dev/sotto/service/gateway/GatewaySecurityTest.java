package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does to those who do not behave. */
class GatewaySecurityTest {

    private static final GatewayLimits SMALL =
            new GatewayLimits(4, 2, 2, 4_096, 256, 50, 1.5, 20_000, Duration.ofMillis(300), Duration.ofSeconds(10));

    private static RunningGateway running;
    private static Gateway open;
    private static Gateway guarded;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningGateway();
        open = running.gateway();
        guarded = running.another("0.0.0.0", "secret", Set.of("https://talk.example.org"), SMALL);
    }

    @AfterAll
    static void stop() {
        guarded.close();
        running.close();
    }

    @Test
    void shouldNotOpenToOthersWithoutAToken() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> running.another("0.0.0.0", null, Set.of(), SMALL));
        assertTrue(refused.getMessage().contains("access token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"token\":\"wrong\"", ",\"token\":\"\"", ",\"token\":null"})
    void shouldLetNobodyInWithoutTheToken(String token) {
        try (GatewayClient anna = GatewayClient.connect(guarded)) {
            long asked = System.nanoTime();
            anna.text("{\"stream\":\"anna\",\"room\":\"r\"" + token + "}");
            assertEquals(4401, anna.awaitEnd());
            // Guessing is to take its time.
            assertTrue(System.nanoTime() - asked > 900_000_000, "refused at once");
        }
    }

    @Test
    void shouldShowMetricsOnlyToThoseWithTheToken() throws Exception {
        assertEquals(401, GatewayTest.get(guarded, "/metrics").statusCode());
        HttpRequest request = HttpRequest.newBuilder(guarded.url("/metrics"))
                .header("Authorization", "Bearer secret")
                .build();
        assertEquals(
                200,
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    @Test
    void shouldLetInWhoHasTheToken() {
        GatewayClient.enter(guarded, "r", "anna", "\"token\":\"secret\"").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "not a uri", "http://localhost"})
    void shouldRefusePagesOfOtherOrigins(String origin) {
        assertThrows(CompletionException.class, () -> GatewayClient.connect(open, origin));
    }

    @Test
    void shouldAcceptItsOwnPageAndThoseThatAreAllowed() {
        String own = open.url("").toString();
        GatewayClient.connect(open, own).close();
        GatewayClient.connect(guarded, "https://talk.example.org").close();
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 403", "127.0.0.1.evil.example:8080, 403", "localhost, 200", "LOCALHOST:80, 200"})
    void shouldAnswerToItsOwnNamesOnly(String host, int status) throws Exception {
        assertTrue(raw(open, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/page/index.html",
                "/main.js/../../Gateway.class", "/index.html%00.js", "/Gateway.class", "/META-INF/MANIFEST.MF",
                "/..;/WEB-INF/web.xml", "//etc/passwd", "/dev/sotto/model/sotto.safetensors"
            })
    void shouldReachNoFileButThePagesOwn(String path) throws Exception {
        String answer = raw(open, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(
                answer.startsWith("HTTP/1.1 4"),
                path + ": " + answer.lines().findFirst().orElse(""));
    }

    @Test
    void shouldSendAStrictPolicyWithEverything() throws Exception {
        for (String path : new String[] {"/", "/main.js", "/metrics", "/nothing"}) {
            var headers = GatewayTest.get(open, path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none';"), path);
            assertFalse(policy.contains("unsafe"), path);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
            assertFalse(headers.firstValue("Server").isPresent(), path);
        }
        String page = GatewayTest.get(open, "/").body();
        assertFalse(page.contains("style=") || page.contains("onclick=") || page.contains("http://"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stream\":\"a/b\",\"room\":\"r\"}",
                "{\"stream\":\"\",\"room\":\"r\"}",
                "{\"room\":\"r\"}",
                "{\"stream\":\"<b>\",\"room\":\"r\"}",
                "{\"stream\":\"a\\u0000\",\"room\":\"r\"}",
                "{\"stream\":\"0123456789012345678901234567890123456789x\",\"room\":\"r\"}",
                "{\"stream\":\"a\",\"room\":\"r\",\"rate\":44100}",
                "{\"stream\":\"a\",\"room\":\"r\",\"rate\":1e999}",
                "{\"stream\":\"a\",\"room\":\"r\",\"codebooks\":5}",
                "{\"stream\":\"a\",\"room\":\"r\",\"format\":\"mp3\"}",
                "{\"stream\":[],\"room\":\"r\"}",
                "[]",
                "null",
                "",
                "{",
                "hello",
                "{\"stream\":\"a\",\"room\":\"r\"} {}"
            })
    void shouldRefuseWhatIsNoFirstMessage(String text) {
        try (GatewayClient client = GatewayClient.connect(open)) {
            client.text(text);
            assertEquals(4400, client.awaitEnd(), text);
        }
    }

    @Test
    void shouldRefuseSoundBeforeTheFirstMessageAndHalfSamples() {
        try (GatewayClient client = GatewayClient.connect(open)) {
            client.sound(new byte[2]);
            assertEquals(4400, client.awaitEnd());
        }
        try (GatewayClient client = GatewayClient.enter(open, "half", "anna")) {
            client.sound(new byte[3]);
            assertEquals(4400, client.awaitEnd());
        }
    }

    @Test
    void shouldKeepAName() {
        try (GatewayClient anna = GatewayClient.enter(open, "names", "anna");
                GatewayClient other = GatewayClient.connect(open)) {
            other.text("{\"stream\":\"anna\",\"room\":\"names\"}");
            assertEquals(4409, other.awaitEnd());
            anna.hangUp();
        }
    }

    @Test
    void shouldBoundMessages() {
        try (GatewayClient client = GatewayClient.connect(guarded)) {
            client.text("x".repeat(300));
            assertEquals(1009, client.awaitEnd());
        }
        try (GatewayClient client = GatewayClient.enter(guarded, "big", "anna", "\"token\":\"secret\"")) {
            client.sound(new byte[5_000]);
            assertEquals(1009, client.awaitEnd());
        }
    }

    @Test
    void shouldBoundTheRateOfMessagesAndOfSound() {
        try (GatewayClient client = GatewayClient.enter(guarded, "fast", "anna", "\"token\":\"secret\"")) {
            for (int i = 0; i < 400; i++) {
                client.socket().sendText("{\"type\":\"end\"}", true).join();
            }
            assertEquals(4429, client.awaitEnd());
        } catch (CompletionException e) {
            // It was sent away before it had sent all.
        }
        try (GatewayClient client =
                GatewayClient.enter(guarded, "loud", "anna", "\"token\":\"secret\"", "\"rate\":8000")) {
            for (int i = 0; i < 160; i++) {
                client.socket().sendBinary(ByteBuffer.allocate(4_000), true).join();
            }
            assertEquals(4429, client.awaitEnd());
        } catch (CompletionException e) {
            // Likewise.
        }
    }

    @Test
    void shouldSendAwayWhoNeverSaysWhoHeIs() {
        try (GatewayClient client = GatewayClient.connect(guarded)) {
            assertEquals(4408, client.awaitEnd());
        }
    }

    @Test
    void shouldBoundConnections() throws Exception {
        try (Gateway gateway = running.another(null, Set.of(), SMALL)) {
            for (int i = 0; i < SMALL.connections(); i++) {
                GatewayClient.enter(gateway, "room " + i / 2, "guest " + i);
            }
            try (GatewayClient oneMore = GatewayClient.connect(gateway)) {
                assertEquals(1013, oneMore.awaitEnd());
            }
        }
    }

    @Test
    void shouldBoundRoomsAndPeople() throws Exception {
        GatewayLimits few = new GatewayLimits(
                100, 2, 2, 4_096, 256, 50, 1.5, 20_000, Duration.ofSeconds(9), Duration.ofSeconds(10));
        try (Gateway gateway = running.another(null, Set.of(), few)) {
            GatewayClient.enter(gateway, "one", "a");
            GatewayClient.enter(gateway, "one", "b");
            GatewayClient.enter(gateway, "two", "c");
            for (String room : new String[] {"one", "three"}) {
                try (GatewayClient oneMore = GatewayClient.connect(gateway)) {
                    oneMore.text("{\"stream\":\"d\",\"room\":\"" + room + "\"}");
                    assertEquals(1013, oneMore.awaitEnd());
                }
            }
            GatewayClient.enter(gateway, "two", "d");
        }
    }

    @Test
    void shouldDropWhoDoesNotRead() throws Exception {
        GatewayLimits eager =
                new GatewayLimits(4, 2, 2, 1 << 16, 256, 10_000, 1_000, 20_000, Duration.ofSeconds(9), Duration.ZERO);
        try (Gateway gateway = running.another(null, Set.of(), eager);
                Socket deaf = open(gateway)) {
            String hello = "{\"stream\":\"deaf\",\"room\":\"slow\",\"rate\":48000}";
            deaf.getOutputStream().write(RawSocket.frame(0x81, hello.getBytes(StandardCharsets.UTF_8)));
            try (GatewayClient anna = GatewayClient.enter(gateway, "slow", "anna", "\"rate\":48000")) {
                // It takes a while until the buffers of both sides are full.
                byte[] piece = new byte[48_000];
                GatewayClient.Message left = null;
                for (int i = 0; i < 2_000 && left == null; i++) {
                    anna.sound(piece);
                    GatewayClient.Message message = anna.poll(Duration.ofMillis(20));
                    left = message != null && message.type().equals("left") ? message : null;
                }
                assertNotEquals(null, left, "still connected");
                assertEquals("deaf", left.stream());
            }
        }
    }

    private static Socket open(Gateway gateway) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.address().getPort()));
        RawSocket.handshake(socket);
        return socket;
    }

    private static String raw(Gateway gateway, String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
