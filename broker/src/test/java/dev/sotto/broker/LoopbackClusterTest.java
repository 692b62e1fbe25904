package dev.sotto.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackClusterTest {

    @Test
    void shouldReadWhatItWrites() {
        String ports = "9092:9192,9093:9193,9094:9194";
        LoopbackCluster cluster = LoopbackCluster.parse(ports);
        assertEquals(ports, cluster.toString());
        assertEquals(new LoopbackCluster.Node(2, 9093, 9193), cluster.node(2));
        assertEquals("127.0.0.1:9092,127.0.0.1:9093,127.0.0.1:9094", cluster.bootstrapServers());
    }

    @Test
    void shouldHaveAnIdThatFollowsFromItsPorts() {
        assertEquals(
                LoopbackCluster.parse("1:2,3:4").id(),
                LoopbackCluster.parse("1:2,3:4").id());
        assertNotEquals(
                LoopbackCluster.parse("1:2,3:4").id(),
                LoopbackCluster.parse("1:2,3:5").id());
    }

    @Test
    void shouldRefuseOtherText() {
        for (String bad : List.of(
                "", "9092", "9092:9192,", "9092:9092", "0:1", "9092:70000", "1:2,3:1", "a:b", "1:2,".repeat(10))) {
            assertThrows(IllegalArgumentException.class, () -> LoopbackCluster.parse(bad), bad);
        }
        assertThrows(IllegalArgumentException.class, () -> LoopbackCluster.parse("1:2")
                .node(2));
    }

    @Test
    void shouldFindFreePorts() throws IOException {
        List<LoopbackCluster.Node> nodes = LoopbackCluster.onFreePorts(3).nodes();
        assertEquals(
                6,
                nodes.stream()
                        .flatMap(node -> Stream.of(node.port(), node.controllerPort()))
                        .distinct()
                        .count());
        assertTrue(nodes.stream().allMatch(node -> node.port() > 0));
    }
}
