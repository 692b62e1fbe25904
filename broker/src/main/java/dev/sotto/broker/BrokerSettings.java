package dev.sotto.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a broker's own file of properties would say. */
final class BrokerSettings {

    static final String HOST = "127.0.0.1";
    static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties alone(int port, int controllerPort, Path directory) {
        LoopbackCluster.Node node = new LoopbackCluster.Node(1, port, controllerPort);
        Properties p = node(node, List.of(node), directory);
        // What a cluster replicates three times, one node keeps once.
        replicas(p, 1);
        return p;
    }

    /**
     * One of several. A broker that is gone is missed after 1 s instead of 9, a controller after 0.8 s instead of 2:
     * speech does not wait.
     */
    static Properties member(LoopbackCluster cluster, int nodeId, Path directory) {
        Properties p = node(cluster.node(nodeId), cluster.nodes(), directory);
        int nodes = cluster.nodes().size();
        replicas(p, Math.min(3, nodes));
        p.setProperty("default.replication.factor", Integer.toString(Math.min(3, nodes)));
        p.setProperty("min.insync.replicas", Integer.toString(nodes > 2 ? 2 : 1));
        p.setProperty("broker.session.timeout.ms", "1000");
        p.setProperty("broker.heartbeat.interval.ms", "200");
        p.setProperty("controller.quorum.election.timeout.ms", "400");
        p.setProperty("controller.quorum.fetch.timeout.ms", "800");
        p.setProperty("controller.quorum.election.backoff.max.ms", "200");
        // A follower that is gone holds up acks=all until it is dropped from the replicas in step; 30 s otherwise.
        p.setProperty("replica.lag.time.max.ms", "2000");
        p.setProperty("replica.fetch.wait.max.ms", "200");
        return p;
    }

    private static Properties node(LoopbackCluster.Node self, List<LoopbackCluster.Node> voters, Path directory) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(self.id()));
        p.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "CLIENT");
        p.setProperty(
                "listeners",
                "CLIENT://" + HOST + ":" + self.port() + ",CONTROLLER://" + HOST + ":" + self.controllerPort());
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty(
                "controller.quorum.voters",
                voters.stream()
                        .map(node -> node.id() + "@" + HOST + ":" + node.controllerPort())
                        .collect(Collectors.joining(",")));
        p.setProperty("log.dirs", directory.toAbsolutePath().toString());
        p.setProperty("auto.create.topics.enable", "false");
        // Small and quick to start: one partition instead of 50, no waiting for further members, 2 MB instead of 128.
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.streams.initial.rebalance.delay.ms", "0");
        // Whoever wants to notice a crash within a second may; Kafka forbids less than 6 s, its streams groups 45.
        p.setProperty("group.min.session.timeout.ms", "500");
        p.setProperty("group.streams.min.session.timeout.ms", "500");
        p.setProperty("group.streams.min.heartbeat.interval.ms", "100");
        // How often it looks for transactions whose time is up; 10 s otherwise, which a crash would cost every reader.
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        return p;
    }

    /** Of Kafka's own topics. */
    private static void replicas(Properties p, int count) {
        String replicas = Integer.toString(count);
        String inStep = Integer.toString(count > 2 ? 2 : 1);
        p.setProperty("offsets.topic.replication.factor", replicas);
        p.setProperty("transaction.state.log.replication.factor", replicas);
        p.setProperty("transaction.state.log.min.isr", inStep);
        p.setProperty("share.coordinator.state.topic.replication.factor", replicas);
        p.setProperty("share.coordinator.state.topic.min.isr", inStep);
    }
}
