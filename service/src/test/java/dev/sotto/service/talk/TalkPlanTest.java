package dev.sotto.service.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.synthesis.Voice;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TalkPlanTest {

    private static String linger(OptionalInt asked, String... settings) {
        Properties file = new Properties();
        for (int i = 0; i < settings.length; i += 2) {
            file.setProperty(settings[i], settings[i + 1]);
        }
        ClientProperties found = new ClientProperties(file, "localhost:9092");
        return new TalkPlan(null, null, Voice.OWN, 1, PacketCoding.PLAIN, asked, Duration.ZERO, null)
                .client(found)
                .producer(Map.of("linger.ms", 0))
                .get("linger.ms")
                .toString();
    }

    @Test
    void shouldLetProducersWaitForCompanyUnlessToldOtherwise() {
        assertEquals("5", linger(OptionalInt.empty()));
        assertEquals("2", linger(OptionalInt.empty(), "producer.linger.ms", "2"));
        assertEquals("3", linger(OptionalInt.empty(), "linger.ms", "3"));
    }

    @Test
    void shouldDoAsTheCommandLineSaysFirst() {
        assertEquals("0", linger(OptionalInt.of(0)));
        assertEquals("7", linger(OptionalInt.of(7), "producer.linger.ms", "2", "linger.ms", "3"));
    }
}
