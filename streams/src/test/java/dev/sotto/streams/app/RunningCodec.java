package dev.sotto.streams.app;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Both applications on the shared broker, with topics of their own. */
public final class RunningCodec implements AutoCloseable {

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final CodecApplication encoder;
    private final CodecApplication decoder;

    public RunningCodec(SpeechCodec codec, int numCodebooks, int framesPerPacket) throws InterruptedException {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), 2, 1, Map.of());
        }
        encoder = CodecApplication.start(
                CodecTopology.encode(
                        topics, codec, numCodebooks, framesPerPacket, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, SharedBroker.unique("encode"), topics.pcm()));
        decoder = CodecApplication.start(
                CodecTopology.decode(topics, codec, Optional.empty(), Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, SharedBroker.unique("decode"), topics.tokens()));
        encoder.awaitRunning(Duration.ofSeconds(60));
        decoder.awaitRunning(Duration.ofSeconds(60));
    }

    public Topics topics() {
        return topics;
    }

    public ClientProperties client() {
        return client;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
