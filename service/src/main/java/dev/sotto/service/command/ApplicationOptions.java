package dev.sotto.service.command;

import dev.sotto.streams.app.TopicReplay;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.io.PrintWriter;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Mixin;

/** What every application on the topics takes besides its model; a mixin. */
final class ApplicationOptions {

    @Mixin
    private StreamTimeoutOption timeout;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions names;

    Topics topics() {
        return names.topics();
    }

    ClientProperties client() {
        return kafka.client();
    }

    /** @param bounds how far back an application looks that takes a partition over */
    Continuity continuity(String applicationId, TopicReplay.Bounds bounds) {
        return timeout.continuity(new TopicReplay(client(), applicationId, bounds));
    }

    /** Until somebody stops the process. */
    void run(String applicationId, Topology topology, Topic from, Topic to, GroupAgreement agreement, PrintWriter out)
            throws InterruptedException {
        new ForegroundApplication(applicationId, topology, from, to, agreement, metrics).run(client(), out);
    }
}
