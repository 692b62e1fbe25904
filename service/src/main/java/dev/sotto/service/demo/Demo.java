package dev.sotto.service.demo;

import com.sun.management.OperatingSystemMXBean;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.broker.AtExit;
import dev.sotto.broker.EmbeddedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.SpeechAssembly;
import dev.sotto.streams.client.SpeechReceiver;
import dev.sotto.streams.client.SpeechSender;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import dev.sotto.synthesis.Voice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.Topology;

/** A broker and both applications in this JVM, ready to carry speech. */
final class Demo implements AutoCloseable {

    /** Samples of a record: 20 ms. */
    private static final int CHUNK = 320;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Topics TOPICS = Topics.DEFAULT;

    private final CodecConfig config;
    private final Optional<Prior> prior;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtExit ctrlC = AtExit.run("sotto-demo-close", this::close);
    private final ClientProperties client;
    private final Cluster cluster;

    private Demo(SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding, Voice voice)
            throws IOException, InterruptedException {
        config = codec.config();
        prior = coding.prior();
        try {
            EmbeddedBroker broker = opened(EmbeddedBroker.start());
            client = ClientProperties.of(broker.bootstrapServers());
            cluster = opened(Cluster.connect(client));
            cluster.create(TOPICS.all(), 1, 1, Map.of());
            Topology encode = CodecTopology.encode(
                    TOPICS, codec, numCodebooks, framesPerPacket, coding, Continuity.WITHOUT_REPLAY);
            Topology decode = CodecTopology.decode(TOPICS, codec.speakingAs(voice), prior, Continuity.WITHOUT_REPLAY);
            CodecApplication encoder = opened(CodecApplication.start(
                    encode, ApplicationProperties.of(client, "sotto-demo-encode", TOPICS.pcm())));
            CodecApplication decoder = opened(CodecApplication.start(
                    decode, ApplicationProperties.of(client, "sotto-demo-decode", TOPICS.tokens())));
            encoder.awaitRunning(START);
            decoder.awaitRunning(START);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static Demo start(SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding, Voice voice)
            throws IOException, InterruptedException {
        return new Demo(codec, numCodebooks, framesPerPacket, coding, voice);
    }

    private synchronized <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    String bootstrapServers() {
        return client.bootstrapServers();
    }

    /** Speaks a stream and hears it to its end. */
    Performance play(String streamId, Waveform speech, Pace pace, LongConsumer progress)
            throws IOException, InterruptedException {
        LatencyMeter latency = new LatencyMeter(config.delay(), speech.length(), config.numFrames(speech.length()));
        byte[] pcm = Pcm16.toBytes(speech.samples());
        try (SpeechReceiver receiver = new SpeechReceiver(client, TOPICS.decoded(), streamId, false);
                SpeechSender sender = new SpeechSender(client, TOPICS.pcm(), streamId, speech.sampleRate())) {
            Hearing hearing = new Hearing(latency);
            long cpu = cpuNanos();
            CompletableFuture<Void> heard = CompletableFuture.runAsync(
                    () -> hearing.toTheEnd(receiver), task -> new Thread(task, "sotto-demo-hear").start());
            sender.sendAll(new ByteArrayInputStream(pcm), CHUNK, pace, end -> {
                latency.sent(end);
                progress.accept(end);
            });
            heard.get();
            SpeechAssembly assembly = hearing.assembly;
            assembly.end(speech.length());
            return new Performance(
                    assembly.waveform(speech.sampleRate()).slice(0, speech.length()),
                    assembly.missing(),
                    assembly.repeated(),
                    latency,
                    (cpuNanos() - cpu) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Listening failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    TokenTopic tokens(String streamId) {
        return TokenTopic.read(client, TOPICS.tokens(), streamId, prior);
    }

    /** Bytes that the topic of tokens takes on the broker's disk. */
    long tokenBytesOnDisk() {
        return cluster.bytesOnDisk(TOPICS.tokens());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** In the opposite order of opening; the second time nothing is left to close. */
    @Override
    public void close() {
        ctrlC.close();
        for (AutoCloseable next = next(); next != null; next = next()) {
            try {
                next.close();
            } catch (Exception e) {
                throw new IllegalStateException("Closing failed: " + e.getMessage(), e);
            }
        }
    }

    private synchronized AutoCloseable next() {
        return open.poll();
    }

    /** The far end of the line. */
    private static final class Hearing implements SpeechReceiver.Listener {

        private static final Duration POLL = Duration.ofMillis(100);

        private final LatencyMeter latency;
        private final SpeechAssembly assembly = new SpeechAssembly();
        private boolean ended;
        private long lastHeard = System.nanoTime();

        Hearing(LatencyMeter latency) {
            this.latency = latency;
        }

        void toTheEnd(SpeechReceiver receiver) {
            while (!ended && System.nanoTime() - lastHeard < PATIENCE.toNanos()) {
                receiver.poll(POLL, this);
            }
        }

        @Override
        public void speech(byte[] pcm, long position, long timestamp) {
            latency.received(position + pcm.length / Pcm16.BYTES);
            lastHeard = System.nanoTime();
            if (assembly.length() == 0 && position > 0) {
                // What came before it was lost: the time line begins at 0 all the same.
                assembly.add(new byte[0], 0);
            }
            assembly.add(pcm, position);
        }

        @Override
        public void end(long length) {
            ended = true;
        }
    }
}
