package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who ask for a replay and do not read it keep nobody else from his. */
class SlowReaderTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** Of a client that takes nothing: no message is ever done. */
    private static Outbox full() {
        Session session = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> null);
        Outbox outbox = new Outbox(session, 100, () -> {});
        outbox.send(new JsonObject(), new byte[60]);
        return outbox;
    }

    @Test
    @Timeout(60)
    void shouldGiveUpReadersWhoTakeNothing() {
        assertFalse(new Patience(LONG, SHORT).awaitRoom(full()), "stalled");
        assertFalse(new Patience(SHORT, LONG).awaitRoom(full()), "slow all along");
        Outbox gone = full();
        gone.stop();
        assertFalse(new Patience(LONG, LONG).awaitRoom(gone), "gone");
    }

    @Test
    @Timeout(60)
    void shouldRefuseMoreReplaysThanMayWait() throws Exception {
        int room = Replays.AT_ONCE + Replays.WAITING;
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(room);
        try (Replays replays = new Replays()) {
            for (int i = 0; i < room; i++) {
                assertTrue(replays.offer(() -> {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    done.countDown();
                }));
            }
            assertFalse(replays.offer(() -> {}), "busy");
            slow.countDown();
            assertTrue(done.await(30, TimeUnit.SECONDS), "those that waited come to their turn");
            assertEquals(0, done.getCount());
        }
    }
}
