package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {

    private final String pcm = SharedBroker.unique("pcm");
    private final String tokens = SharedBroker.unique("tokens");
    private final String decoded = SharedBroker.unique("decoded");

    @Test
    void shouldMakeTheTopicsAndSaySo() throws Exception {
        CommandRun run = create("--partitions", "3", "--retention-hours", "2");

        assertEquals(0, run.exitCode(), run.err());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            var topics = admin.describeTopics(List.of(pcm, tokens, decoded, pcm + ".dlq", tokens + ".dlq"))
                    .allTopicNames()
                    .get(30, TimeUnit.SECONDS);
            assertEquals(3, topics.get(pcm).partitions().size());
            assertEquals(1, topics.get(tokens + ".dlq").partitions().size());
            for (String name : topics.keySet()) {
                assertTrue(run.out().contains(name + " "), run.out());
            }
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, tokens);
            var config = admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS);
            assertEquals("7200000", config.get(resource).get("retention.ms").value());
        }
    }

    @Test
    void shouldLeaveTopicsThatAreThereAsTheyAre() {
        create();
        CommandRun again = create("--partitions", "7");

        assertEquals(0, again.exitCode(), again.err());
        assertEquals(5, again.out().lines().filter(l -> l.contains("was there")).count(), again.out());
    }

    @Test
    void shouldSayWhyABrokerRefuses() {
        CommandRun run = create("--replication-factor", "3");

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("eplication factor"), run.err());
    }

    private CommandRun create(String... options) {
        Object[] args = new Object[10 + options.length];
        List.of(
                        "topics",
                        "create",
                        "--bootstrap-servers",
                        SharedBroker.bootstrapServers(),
                        "--pcm-topic",
                        pcm,
                        "--tokens-topic",
                        tokens,
                        "--decoded-topic",
                        decoded)
                .toArray(args);
        System.arraycopy(options, 0, args, 10, options.length);
        return CommandRun.of(args);
    }
}
