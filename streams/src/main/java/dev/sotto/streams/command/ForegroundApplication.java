package dev.sotto.streams.command;

import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Cluster;
import dev.sotto.streams.topic.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.kafka.streams.Topology;

/** A Kafka Streams application that runs until somebody stops its process. */
record ForegroundApplication(String applicationId, Topology topology, Topic from, Topic to) {

    /** A group with many members may take its time to share out the work. */
    private static final Duration START = Duration.ofMinutes(10);

    /** @throws IllegalStateException if it fails */
    void run(ClientProperties client, PrintWriter out) throws InterruptedException {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.require(from, to, from.deadLetters());
        }
        try (CodecApplication application =
                CodecApplication.start(topology, ApplicationProperties.of(client, applicationId, from))) {
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, applicationId + "-close"));
            application.awaitRunning(START);
            out.println("Topic " + from.name() + " becomes topic " + to.name() + " (application " + applicationId
                    + "); Ctrl-C stops it.");
            out.flush();
            application.awaitStopped();
        }
    }
}
