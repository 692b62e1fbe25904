package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.junit.jupiter.api.Test;

/** Metrics, thread dumps and dead letters name the nodes; a name that Kafka Streams counts up would change. */
class NodeNamesTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));

    @Test
    void shouldNameEveryNodeAndStore() {
        assertNames(
                "speech-encoder",
                CodecTopology.encode(Topics.DEFAULT, CODEC, 1, 5, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY));
        assertNames(
                "speech-decoder",
                CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY));
    }

    private static void assertNames(String name, Topology topology) {
        Set<String> names = new TreeSet<>();
        topology.describe()
                .subtopologies()
                .forEach(subtopology -> subtopology.nodes().forEach(node -> {
                    names.add(node.name());
                    if (node instanceof Processor processor) {
                        names.addAll(processor.stores());
                    }
                }));
        assertEquals(new TreeSet<>(List.of(name, name + "-source", name + "-sink")), names);
    }
}
