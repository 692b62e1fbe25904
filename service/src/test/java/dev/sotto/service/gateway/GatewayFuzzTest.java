package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Connections that send what comes into a seeded mind, while others go on speaking. */
class GatewayFuzzTest {

    private static final int CASES = 10_000;

    /** Of one connection, unless the gateway ends it before. */
    private static final int CASES_A_CONNECTION = 20;

    private static final String[] TEXTS = {
        "{\"stream\":\"fuzz\",\"room\":\"fuzz\",\"self\":true,\"format\":\"both\"}",
        "{\"stream\":\"fuzz\",\"room\":\"fuzz\",\"rate\":48000}",
        "{\"stream\":\"fuzz\",\"room\":\"fuzz\",\"rate\":8000,\"codebooks\":4}",
        "{\"type\":\"end\"}",
        "{\"type\":\"codebooks\",\"codebooks\":2}",
        "{\"type\":\"codebooks\",\"codebooks\":-1}",
        "{\"type\":\"replay\",\"seconds\":1}",
        "{\"type\":7}",
        "{\"stream\":{\"a\":[[[[[[[]]]]]]]}}",
        "[[[[[[[[[[[[[[[[[[[[[[",
        "\ud800",
        ""
    };

    @Test
    void shouldServeOthersWhateverComes() throws Exception {
        Waveform speech = AudioFiles.defaultClip().slice(0, 16_000);
        byte[] pcm = Pcm16.toBytes(speech.samples());
        byte[] expected = Pcm16.toBytes(RunningGateway.CODEC
                .decode(RunningGateway.CODEC.encode(speech, RunningGateway.CODEBOOKS), speech.length())
                .samples());
        try (RunningGateway running = new RunningGateway();
                Gateway gateway = running.another(null, Set.of(), GatewayLimits.DEFAULT);
                GatewayClient anna = GatewayClient.enter(gateway, "well", "anna", "\"self\":true")) {
            Random random = new Random(7);
            for (int done = 0; done < CASES; ) {
                done += connection(gateway, random, CASES - done);
                if (done % 2_000 < CASES_A_CONNECTION) {
                    anna.sound(pcm, 640);
                    anna.text("{\"type\":\"end\"}");
                    assertArrayEquals(expected, anna.awaitStream("anna"));
                }
            }
            assertEquals(200, GatewayTest.get(gateway, "/health/ready").statusCode());
        }
    }

    /** @return how many cases there were */
    private static int connection(Gateway gateway, Random random, int most) throws Exception {
        int done = 0;
        try (Socket socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            RawSocket.handshake(socket);
            OutputStream out = socket.getOutputStream();
            if (random.nextBoolean()) {
                out.write(RawSocket.frame(0x81, TEXTS[random.nextInt(3)].getBytes(StandardCharsets.UTF_8)));
            }
            while (done < Math.min(most, CASES_A_CONNECTION)) {
                done++;
                out.write(message(random));
            }
        } catch (SocketException e) {
            assertTrue(done > 0, "not even a handshake: " + e);
        }
        return done;
    }

    private static byte[] message(Random random) {
        byte[] payload =
                switch (random.nextInt(5)) {
                    case 0, 1 -> TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
                    case 2 -> bytes(random, 2 * random.nextInt(1_000));
                    case 3 -> bytes(random, random.nextInt(300));
                    default -> bytes(random, random.nextInt(100) == 0 ? 70_000 : random.nextInt(5_000));
                };
        int head =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> 0x81;
                    case 3, 4 -> 0x82;
                    case 5 -> random.nextInt(256);
                    case 6 -> 0x02;
                    default -> 0x80;
                };
        byte[] frame = RawSocket.frame(head, payload);
        // Now and then a bit is wrong, the mask is missing, or the frame breaks off.
        return switch (random.nextInt(12)) {
            case 0 -> {
                frame[random.nextInt(Math.min(8, frame.length))] ^= (byte) (1 << random.nextInt(8));
                yield frame;
            }
            case 1 -> bytes(random, random.nextInt(40));
            default -> frame;
        };
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
