package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;

/** What can be said of the compose files without starting them. */
class ComposeTest {

    private static final String IMAGE = "sotto";

    private final Map<String, Map<String, Object>> services = services("compose.yaml");

    @Test
    void shouldHaveAllThatTheServiceNeeds() {
        assertTrue(services.keySet()
                .containsAll(Set.of(
                        "kafka-1", "kafka-2", "kafka-3", "topics", "encoder", "decoder", "prometheus", "grafana")));
        assertEquals(Map.of("replicas", 2), services.get("encoder").get("deploy"));
        assertEquals(Map.of("replicas", 2), services.get("decoder").get("deploy"));
        assertEquals(OfficialKafkaTest.IMAGE, services.get("kafka-1").get("image"));
    }

    @Test
    void shouldDependOnServicesThatAreThere() {
        services.values().forEach(this::assertDependencies);
        services("compose.one-node.yaml").forEach((name, service) -> {
            assertTrue(services.containsKey(name), name);
            assertDependencies(service);
        });
    }

    private void assertDependencies(Map<String, Object> service) {
        Object dependencies = service.getOrDefault("depends_on", List.of());
        Set<?> names = dependencies instanceof Map<?, ?> map ? map.keySet() : new HashSet<>((List<?>) dependencies);
        assertTrue(services.keySet().containsAll(names), names.toString());
    }

    @Test
    void shouldGiveOnlyCommandsThatSottoUnderstands() {
        int commands = 0;
        for (String file : List.of("compose.yaml", "compose.one-node.yaml")) {
            for (Map<String, Object> service : services(file).values()) {
                boolean ours = IMAGE.equals(service.get("image")) || !service.containsKey("image");
                if (ours && service.containsKey("command")) {
                    commands++;
                    List<Object> line = new ArrayList<>((List<?>) service.get("command"));
                    line.add("--help");
                    CommandRun run = CommandRun.of(line.toArray());
                    assertEquals(0, run.exitCode(), line + ": " + run.err());
                }
            }
        }
        assertEquals(4, commands);
    }

    @Test
    void shouldMountOnlyWhatIsThere() {
        Set<String> volumes =
                new TreeSet<>(map(load("compose.yaml").get("volumes")).keySet());
        for (Map<String, Object> service : services.values()) {
            for (Object volume : (List<?>) service.getOrDefault("volumes", List.of())) {
                String source = volume.toString().split(":")[0];
                boolean there = source.startsWith(".")
                        ? Files.exists(DockerTree.DOCKER.resolve(source))
                        : volumes.contains(source);
                assertTrue(there, source);
            }
            if (service.get("build") instanceof Map<?, ?> build) {
                Path context = DockerTree.DOCKER.resolve(build.get("context").toString());
                assertTrue(Files.exists(context.resolve(build.get("dockerfile").toString())), build.toString());
            }
        }
    }

    @Test
    void shouldOpenPortsOnThisMachineOnlyAndNoneTwice() {
        Set<String> opened = new HashSet<>();
        for (Map<String, Object> service : services.values()) {
            for (Object port : (List<?>) service.getOrDefault("ports", List.of())) {
                String[] parts = port.toString().split(":");
                assertEquals(3, parts.length, port + " says at which address");
                assertEquals("127.0.0.1", parts[0]);
                assertTrue(opened.add(parts[1]), port + " is open already");
            }
        }
        assertTrue(opened.size() >= 5, opened.toString());
    }

    @Test
    void shouldAskForMetricsWhereTheyAreServed() throws IOException {
        String prometheus = Files.readString(DockerTree.DOCKER.resolve("prometheus.yml"));
        for (String name : List.of("encoder", "decoder")) {
            List<?> command = (List<?>) services.get(name).get("command");
            Object port = command.get(command.indexOf("--metrics-port") + 1);
            assertTrue(prometheus.contains("names: [" + name + "], type: A, port: " + port), name + ", " + port);
        }
    }

    private static Map<String, Map<String, Object>> services(String file) {
        @SuppressWarnings("unchecked")
        Map<String, Map<String, Object>> services =
                (Map<String, Map<String, Object>>) load(file).get("services");
        return services;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> load(String file) {
        try (Reader reader = Files.newBufferedReader(DockerTree.DOCKER.resolve(file))) {
            return new Yaml(new ComposeConstructor()).load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Compose's own tag, for what replaces the value in the file below it. */
    private static final class ComposeConstructor extends SafeConstructor {

        ComposeConstructor() {
            super(new LoaderOptions());
            yamlConstructors.put(new Tag("!override"), yamlConstructors.get(Tag.MAP));
        }
    }
}
