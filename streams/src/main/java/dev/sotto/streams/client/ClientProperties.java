package dev.sotto.streams.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The user's settings for Kafka's clients. All keys are handed on as they are; {@code producer.}, {@code consumer.} and
 * {@code admin.} in front of a key give it to that client alone. Never printed: there are passwords among them.
 */
public final class ClientProperties {

    private static final List<String> PREFIXES =
            List.of("producer.", "consumer.", "admin.", "main.consumer.", "topic.");

    private final Map<String, String> properties = new HashMap<>();

    public ClientProperties(Properties file, String bootstrapServers) {
        file.stringPropertyNames().forEach(key -> properties.put(key, file.getProperty(key)));
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    public static ClientProperties of(String bootstrapServers) {
        return new ClientProperties(new Properties(), bootstrapServers);
    }

    /** These and one more, which wins. */
    public ClientProperties with(String key, int value) {
        Properties more = new Properties();
        more.putAll(properties);
        more.setProperty(key, Integer.toString(value));
        return new ClientProperties(more, bootstrapServers());
    }

    public String bootstrapServers() {
        return properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** For a producer; what the user did not set is taken from {@code defaults}. */
    public Map<String, Object> producer(Map<String, Object> defaults) {
        return client("producer.", defaults);
    }

    public Map<String, Object> consumer(Map<String, Object> defaults) {
        return client("consumer.", defaults);
    }

    public Map<String, Object> admin(Map<String, Object> defaults) {
        return client("admin.", defaults);
    }

    /** For Kafka Streams, which knows the prefixes itself. */
    public Properties streams(Map<String, Object> defaults) {
        Properties merged = new Properties();
        merged.putAll(defaults);
        merged.putAll(properties);
        return merged;
    }

    private Map<String, Object> client(String prefix, Map<String, Object> defaults) {
        Map<String, Object> merged = new HashMap<>(defaults);
        properties.forEach((key, value) -> {
            if (PREFIXES.stream().noneMatch(key::startsWith)) {
                merged.put(key, value);
            }
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                merged.put(key.substring(prefix.length()), value);
            }
        });
        return merged;
    }
}
