package dev.sotto.service.command;

import dev.sotto.streams.app.TopicReplay;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every application on the topics takes besides its model; a mixin. */
final class ApplicationOptions {

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "Name of the application and of its consumer group. Default: sotto-encode or"
                    + " sotto-decode, after the command.")
    private String id;

    @Mixin
    private StreamTimeoutOption timeout;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private BrokerTimeoutOption brokerTimeout;

    @Mixin
    private TopicOptions names;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    String applicationId() {
        return id == null ? "sotto-" + command.name() : id;
    }

    Topics topics() {
        return names.topics();
    }

    /** @param bounds how far back an application looks that takes a partition over */
    Continuity continuity(TopicReplay.Bounds bounds) {
        return timeout.continuity(new TopicReplay(kafka.client(), applicationId(), bounds));
    }

    /** Until somebody stops the process. */
    void run(Topology topology, Topic from, Topic to, GroupAgreement agreement) throws InterruptedException {
        new ForegroundApplication(applicationId(), topology, from, to, agreement, metrics)
                .run(
                        kafka.client(),
                        brokerTimeout.orElse(BrokerTimeoutOption.SERVICE),
                        command.commandLine().getOut());
    }
}
