package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.topic.Topics;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    private final Properties file = new Properties();

    @Test
    void shouldHandOnWhatItDoesNotKnow() {
        file.setProperty("some.interceptors.own.key", "x");
        assertEquals("x", client().producer(Map.of()).get("some.interceptors.own.key"));
        assertEquals("x", client().consumer(Map.of()).get("some.interceptors.own.key"));
        assertEquals("x", client().admin(Map.of()).get("some.interceptors.own.key"));
    }

    @Test
    void shouldGiveAKeyWithAPrefixToThatClientAlone() {
        file.setProperty("producer.linger.ms", "7");
        file.setProperty("linger.ms", "3");
        assertEquals("7", client().producer(Map.of("linger.ms", 0)).get("linger.ms"));
        assertEquals("3", client().consumer(Map.of()).get("linger.ms"));
        assertNull(client().consumer(Map.of()).get("producer.linger.ms"));
    }

    @Test
    void shouldLetTheUserOverruleTheApplicationsSettings() {
        file.setProperty("commit.interval.ms", "20");
        file.setProperty("processing.guarantee", "exactly_once_v2");
        Properties streams = ApplicationProperties.of(client(), "app", Topics.DEFAULT.pcm());
        assertEquals("20", streams.get("commit.interval.ms"));
        assertEquals("exactly_once_v2", streams.get("processing.guarantee"));
        assertEquals("app", streams.get("application.id"));
        assertEquals("voice.pcm.dlq", streams.get("errors.dead.letter.queue.topic.name"));
    }

    @Test
    void shouldNotPrintWhatItHolds() {
        file.setProperty("sasl.jaas.config", "hush-hush");
        assertFalse(client().toString().contains("hush-hush"));
    }

    private ClientProperties client() {
        return new ClientProperties(file, "here:9092");
    }
}
