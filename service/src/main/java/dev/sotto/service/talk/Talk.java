package dev.sotto.service.talk;

import dev.sotto.BadInputException;
import dev.sotto.broker.AtExit;
import dev.sotto.broker.EmbeddedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.service.gateway.Gateway;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.service.health.Metrics;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.app.TopicReplay;
import dev.sotto.streams.app.WarmUp;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.Topology;

/** A gateway, and of broker, encoder and decoder those that were not there. */
public final class Talk implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final TalkPlan plan;
    private final Topics topics;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<String> started = new ArrayList<>();
    private final List<CodecApplication> applications = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtExit ctrlC = AtExit.run("sotto-talk-close", this::close);
    private final Gateway gateway;
    private final ClientProperties brokers;

    private Talk(TalkPlan plan) throws IOException, InterruptedException {
        this.plan = plan;
        this.topics = plan.gateway().topics();
        try {
            brokers = plan.client(plan.brokers() != null ? plan.brokers() : startBroker());
            try (Cluster cluster = Cluster.connect(brokers, plan.patience())) {
                makeSureOfTopics(cluster);
                startApplications(cluster);
            }
            for (CodecApplication application : applications) {
                application.awaitRunning(START);
            }
            gateway = startGateway(plan.gateway());
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Returns when one can talk, with networks that are warm. Ctrl-C closes it, even while it starts.
     *
     * @throws java.net.BindException if the gateway's port is taken
     * @throws BadInputException for another voice where there is a decoder, which has its own
     */
    public static Talk start(TalkPlan plan) throws IOException, InterruptedException {
        return new Talk(plan);
    }

    private synchronized <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private ClientProperties startBroker() throws IOException {
        EmbeddedBroker broker = opened(EmbeddedBroker.start());
        started.add("a broker at " + broker.bootstrapServers());
        return ClientProperties.of(broker.bootstrapServers());
    }

    /** In our own broker they are made, in the user's they are the user's to make. */
    private void makeSureOfTopics(Cluster cluster) {
        if (plan.brokers() == null) {
            cluster.create(topics.all(), 1, 1, Map.of());
        } else {
            cluster.require(topics.all().toArray(Topic[]::new));
        }
    }

    private void startApplications(Cluster cluster) {
        boolean noDecoder = !cluster.hasMembers(TalkPlan.DECODER);
        if (!noDecoder && !plan.voice().isOwn()) {
            throw new BadInputException("A decoder is at work already, and the voice is its to choose: start that one"
                    + " with --pitch and --formants (sotto stream decode), or leave them out here");
        }
        if (!cluster.hasMembers(TalkPlan.ENCODER)) {
            WarmUp.encoder(plan.codec(), plan.gateway().codebooks());
            Topology encode = CodecTopology.encode(
                    topics,
                    plan.codec(),
                    plan.gateway().codebooks(),
                    plan.framesPerPacket(),
                    plan.coding(),
                    Continuity.of(new TopicReplay(brokers, TalkPlan.ENCODER)));
            start("an", "encoder", TalkPlan.ENCODER, encode, topics.pcm());
        }
        if (noDecoder) {
            SpeechCodec codec = plan.codec().speakingAs(plan.voice());
            WarmUp.decoder(codec);
            Topology decode = CodecTopology.decode(
                    topics, codec, plan.gateway().prior(), Continuity.of(new TopicReplay(brokers, TalkPlan.DECODER)));
            start("a", "decoder", TalkPlan.DECODER, decode, topics.tokens());
        }
    }

    private void start(String article, String what, String id, Topology topology, Topic from) {
        applications.add(opened(CodecApplication.start(topology, ApplicationProperties.of(brokers, id, from))));
        started.add(article + " " + what);
    }

    private Gateway startGateway(GatewayConfig config) throws IOException {
        Metrics metrics = opened(new Metrics());
        for (CodecApplication application : applications) {
            metrics.watch(application, application.id());
        }
        return opened(Gateway.start(config, brokers, metrics.registry(), metrics::scrape, () -> applications.stream()
                .allMatch(application -> application.health().isReady())));
    }

    public Gateway gateway() {
        return gateway;
    }

    public ClientProperties brokers() {
        return brokers;
    }

    /** What was not there and is now, beside the gateway. */
    public List<String> started() {
        return List.copyOf(started);
    }

    /** Returns when it has been closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** In the opposite order of opening; the second time nothing is left to close. */
    @Override
    public void close() {
        ctrlC.close();
        AutoCloseable next = next();
        while (next != null) {
            try {
                next.close();
            } catch (Exception e) {
                throw new IllegalStateException("Closing failed: " + e.getMessage(), e);
            }
            next = next();
        }
        closed.countDown();
    }

    private synchronized AutoCloseable next() {
        return open.poll();
    }
}
