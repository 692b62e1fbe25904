package dev.sotto.service.command;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** On Kafka's own image: needs a Docker engine, and says that it was skipped where there is none. */
@EnabledIf(value = "hasDocker", disabledReason = "There is no Docker engine here")
class OfficialKafkaTest extends ServiceContract {

    /** As compose.yaml has it. */
    static final String IMAGE = "apache/kafka:4.3.1";

    private static KafkaContainer kafka;

    static boolean hasDocker() {
        // That there is none it would tell at length; the reason above will do.
        System.setProperty("org.slf4j.simpleLogger.log.org.testcontainers", "off");
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        kafka = new KafkaContainer(IMAGE);
        kafka.start();
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }
}
