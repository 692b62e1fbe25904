package dev.sotto.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Where the nodes of a cluster listen, all on 127.0.0.1, each in a process of its own. All of them must be told the
 * same.
 *
 * @param nodes with ids from 1 on
 */
public record LoopbackCluster(List<Node> nodes) {

    private static final int MAX_NODES = 9;

    /**
     * @param port for clients and other brokers
     * @param controllerPort for the controllers among themselves
     */
    public record Node(int id, int port, int controllerPort) {}

    public LoopbackCluster {
        nodes = List.copyOf(nodes);
        Set<Integer> ports = new LinkedHashSet<>();
        for (Node node : nodes) {
            if (!ports.add(requirePort(node.port())) || !ports.add(requirePort(node.controllerPort()))) {
                throw new IllegalArgumentException("a port is named twice in " + text(nodes));
            }
        }
    }

    private static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
        return port;
    }

    /**
     * From text such as {@code 9092:9192,9093:9193,9094:9194}: the ports of each node, for clients and for controllers.
     *
     * @throws IllegalArgumentException for other text
     */
    public static LoopbackCluster parse(String text) {
        List<Node> nodes = new ArrayList<>();
        for (String node : text.split(",", MAX_NODES + 1)) {
            if (!node.matches("[0-9]{1,5}:[0-9]{1,5}") || nodes.size() == MAX_NODES) {
                throw new IllegalArgumentException("it takes two ports for each node, 1 to " + MAX_NODES
                        + " nodes: 9092:9192,9093:9193,9094:9194");
            }
            String[] ports = node.split(":");
            nodes.add(new Node(nodes.size() + 1, Integer.parseInt(ports[0]), Integer.parseInt(ports[1])));
        }
        return new LoopbackCluster(nodes);
    }

    /** On ports that are free now; another process may take one before the nodes do. */
    public static LoopbackCluster onFreePorts(int count) throws IOException {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < 2 * count) {
            ports.add(EmbeddedBroker.freePort());
        }
        List<Integer> free = List.copyOf(ports);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(i + 1, free.get(2 * i), free.get(2 * i + 1)));
        }
        return new LoopbackCluster(nodes);
    }

    /** @throws IllegalArgumentException if there is no such node */
    public Node node(int id) {
        if (id < 1 || id > nodes.size()) {
            throw new IllegalArgumentException("a node of this cluster is 1 to " + nodes.size() + ", not " + id);
        }
        return nodes.get(id - 1);
    }

    public String bootstrapServers() {
        return nodes.stream()
                .map(node -> BrokerSettings.HOST + ":" + node.port())
                .collect(Collectors.joining(","));
    }

    /** The same for all nodes, as it follows from their ports. */
    Uuid id() {
        UUID id = UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private static String text(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.port() + ":" + node.controllerPort())
                .collect(Collectors.joining(","));
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return text(nodes);
    }
}
