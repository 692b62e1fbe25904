package dev.sotto.service.command;

import dev.sotto.service.health.HealthServer;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka Streams application that runs until somebody stops its process. */
record ForegroundApplication(
        String applicationId,
        Topology topology,
        Topic from,
        Topic to,
        GroupAgreement agreement,
        MetricsOptions metrics) {

    /** A group with many members may take its time to share out the work. */
    private static final Duration START = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ForegroundApplication.class);

    /**
     * @param patience until a broker answers
     * @throws IllegalStateException if it fails
     */
    void run(ClientProperties client, Duration patience, PrintWriter out) throws InterruptedException {
        metrics.check();
        try (Cluster cluster = Cluster.connect(client, patience)) {
            cluster.require(from, to, from.deadLetters());
            agreement.require(applicationId, cluster.members(applicationId));
        }
        Properties properties = ApplicationProperties.of(client, applicationId, from);
        properties.merge(StreamsConfig.CLIENT_ID_CONFIG, agreement.suffix(), (id, suffix) -> "" + id + suffix);
        try (CodecApplication application = CodecApplication.start(topology, properties);
                HealthServer health = metrics.serve(application)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(application), applicationId + "-close"));
            application.awaitRunning(START);
            out.println("Topic " + from.name() + " becomes topic " + to.name() + " (application " + applicationId
                    + "); Ctrl-C stops it.");
            if (health != null) {
                out.println("Health and metrics: " + health.url("/health/ready") + ", " + health.url("/metrics"));
            }
            out.flush();
            application.awaitStopped();
        }
    }

    private void stop(CodecApplication application) {
        if (!application.health().isLive()) {
            return;
        }
        LOG.info("{} is asked to stop, and leaves its group", applicationId);
        application.close();
    }
}
