package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topics;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ApplicationPropertiesTest {

    @Test
    void shouldNameClientsShortly() {
        Properties properties = of(Map.of());
        assertEquals("sotto-encode", properties.get("client.id"), "Kafka Streams would add 36 letters of a UUID");
        assertEquals("sotto-encode", properties.get("application.id"));
    }

    @Test
    void shouldKeepTransactionsShortForThoseWhoWantThem() {
        Properties properties = of(Map.of("processing.guarantee", "exactly_once_v2"));
        assertEquals(2_000, properties.get("producer.transaction.timeout.ms"));
        assertEquals(20, properties.get("commit.interval.ms"));
        assertEquals(100, of(Map.of()).get("commit.interval.ms"));
    }

    @Test
    void shouldLeaveTheLastWordToTheUser() {
        Properties properties = of(Map.of(
                "processing.guarantee",
                "exactly_once_v2",
                "producer.transaction.timeout.ms",
                "9000",
                "client.id",
                "mine",
                "application.id",
                "--application-id alone decides"));
        assertEquals("9000", properties.get("producer.transaction.timeout.ms"));
        assertEquals("mine", properties.get("client.id"));
        assertEquals("sotto-encode", properties.get("application.id"));
    }

    @Test
    void shouldAddToTheInterceptorsOfTheUser() {
        String ours = "dev.sotto.streams.processor.LastPoll";
        String key = "main.consumer.interceptor.classes";
        assertEquals(ours, of(Map.of()).get(key));
        assertEquals(
                "a.B," + ours, of(Map.of("consumer.interceptor.classes", "a.B")).get(key));
        assertEquals(
                "a.B," + ours,
                of(Map.of(key, "a.B", "interceptor.classes", "c.D")).get(key));
    }

    private static Properties of(Map<String, String> settings) {
        Properties file = new Properties();
        file.putAll(settings);
        return ApplicationProperties.of(
                new ClientProperties(file, "127.0.0.1:1"), "sotto-encode", Topics.DEFAULT.pcm());
    }
}
