package dev.sotto.load;

import dev.sotto.broker.AtExit;
import dev.sotto.broker.EmbeddedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.PacketCoding;
import dev.sotto.service.gateway.Gateway;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.service.gateway.GatewayLimits;
import dev.sotto.service.health.Metrics;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** A broker in this JVM, on which applications come and go. */
final class LoadStand implements AutoCloseable {

    private static final String LINGER = "producer.linger.ms";
    private static final Duration START = Duration.ofSeconds(60);

    private final SpeechCodec codec;
    private final int numCodebooks;
    private final Properties given;
    private final EmbeddedBroker broker;
    private final AtExit ctrlC;
    private final Cluster cluster;
    private int topics;

    /** @param given further settings of encoder and decoder */
    LoadStand(SpeechCodec codec, int numCodebooks, Properties given) throws IOException {
        this.codec = codec;
        this.numCodebooks = numCodebooks;
        this.given = given;
        this.broker = EmbeddedBroker.start();
        this.ctrlC = AtExit.run("sotto-load-close", broker::close);
        this.cluster = Cluster.connect(client());
    }

    SpeechCodec codec() {
        return codec;
    }

    ClientProperties client() {
        return ClientProperties.of(broker.bootstrapServers());
    }

    /** Of encoder and decoder. */
    private ClientProperties client(Map<String, Object> settings) {
        Properties tuned = new Properties();
        tuned.putAll(given);
        settings.forEach((key, value) -> tuned.setProperty(key, value.toString()));
        return new ClientProperties(tuned, broker.bootstrapServers());
    }

    /** Topics that nobody has used. */
    Topics newTopics(int partitions) {
        String number = Integer.toString(++topics);
        Topics made = Topics.named("pcm-" + number, "tokens-" + number, "decoded-" + number);
        cluster.create(made.all(), partitions, 1, Map.of());
        return made;
    }

    CodecApplication encoder(Topics of, LoadCase load) throws InterruptedException {
        return encoder(of, load, PacketCoding.PLAIN);
    }

    CodecApplication encoder(Topics of, LoadCase load, PacketCoding coding) throws InterruptedException {
        ClientProperties client =
                client(Map.of(LINGER, load.lingerMs(), "producer.compression.type", load.compression()));
        return running(CodecApplication.start(
                CodecTopology.encode(
                        of, codec, numCodebooks, load.framesPerPacket(), coding, Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, "encode-" + of.pcm().name(), of.pcm())));
    }

    CodecApplication decoder(Topics of) throws InterruptedException {
        return decoder(of, client(Map.of()));
    }

    /** Whose producer waits as long as the encoder's. */
    CodecApplication decoder(Topics of, LoadCase load) throws InterruptedException {
        return decoder(of, client(Map.of(LINGER, load.lingerMs())));
    }

    private CodecApplication decoder(Topics of, ClientProperties client) throws InterruptedException {
        return running(CodecApplication.start(
                CodecTopology.decode(of, codec, Optional.empty(), Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, "decode-" + of.tokens().name(), of.tokens())));
    }

    /** In front of encoder and decoder, on a port of its own; its producer waits as long as the encoder's. */
    Gateway gateway(Topics of, LoadCase load, Metrics metrics) throws BindException {
        GatewayConfig config = new GatewayConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                of,
                codec.config(),
                Optional.empty(),
                numCodebooks,
                null,
                Set.of(),
                GatewayLimits.DEFAULT);
        ClientProperties client = client().with(LINGER, load.lingerMs());
        return Gateway.start(config, client, metrics.registry(), metrics::scrape, () -> true);
    }

    private static CodecApplication running(CodecApplication application) throws InterruptedException {
        try {
            application.awaitRunning(START);
            return application;
        } catch (RuntimeException | InterruptedException e) {
            application.close();
            throw e;
        }
    }

    /** Bytes of the topic of tokens on the broker's disk. */
    long tokenBytes(Topics of) {
        return cluster.bytesOnDisk(of.tokens());
    }

    @Override
    public void close() {
        ctrlC.close();
        cluster.close();
        broker.close();
    }

    /** Bytes that the producers of an application have sent and been answered. */
    static long wireBytes(CodecApplication application) {
        return application.metrics().values().stream()
                .filter(m -> m.metricName().group().equals("producer-metrics"))
                .filter(m -> List.of("outgoing-byte-total", "incoming-byte-total")
                        .contains(m.metricName().name()))
                .mapToLong(m -> ((Number) m.metricValue()).longValue())
                .sum();
    }
}
