package dev.sotto.service.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Sotto;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.service.gateway.Gateway;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.service.gateway.GatewayLimits;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page while what is behind it dies and comes again; nobody reloads it. */
@Timeout(300)
class PageSurvivalTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final String SILENT = "document.getElementById('trouble').textContent.includes('encoder')";
    private static final String WELL = "document.getElementById('trouble').hidden";

    private final ClientProperties brokers = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final String encoderId = SharedBroker.unique("encode");
    private final String decoderId = SharedBroker.unique("decode");

    @TempDir
    private Path directory;

    @Test
    void shouldOutliveTheEncoderAndTheGateway() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no /usr/bin/chromium: the page is not tested");
        Files.write(
                directory.resolve("tiny.safetensors"),
                ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        Files.writeString(directory.resolve("client.properties"), "session.timeout.ms=4000\n");
        AudioFiles.writeWav(AudioFiles.defaultClip(), directory.resolve("speech.wav"));
        try (Cluster cluster = Cluster.connect(brokers)) {
            cluster.create(topics.all(), 1, 1, Map.of());
        }
        Process encoder = encoder();
        Gateway gateway = gateway(0);
        try (CodecApplication decoder = CodecApplication.start(
                        CodecTopology.decode(topics, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY),
                        ApplicationProperties.of(brokers, decoderId, topics.tokens()));
                Chromium browser = Chromium.start(
                        Chromium.program().orElseThrow(),
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-audio-capture=" + directory.resolve("speech.wav"));
                BrowserPage page = Probe.open(browser, gateway.url("/"))) {
            assertEquals(decoderId, decoder.id());
            page.look(1280, 900, false, true);
            page.click("open");
            page.await("kept.heard.length > 8000");

            encoder.destroyForcibly();
            page.await(SILENT);
            Probe.keep(page, "encoder-down.png");
            int heard = page.evaluate("kept.heard.length").getAsInt();
            encoder = encoder();
            page.await("kept.heard.length > " + (heard + 8_000));
            page.await(WELL);
            // A pause, and no sample lost.
            assertEquals(
                    0,
                    page.evaluate("[...kept.heard].filter((s) => s === undefined).length")
                            .getAsInt());
            assertEquals("0", Probe.text(page, "gaps"));

            int port = gateway.address().getPort();
            gateway.close();
            page.await("document.getElementById('link').dataset.state === 'lost' && !" + WELL);
            page.evaluate("kept.heard = []; kept.life = null");
            gateway = gateway(port);
            page.await(WELL);
            // The microphone is open still.
            page.await("kept.heard.length > 8000");
            assertTrue(Probe.text(page, "link").equals("connected"));
        } finally {
            encoder.destroyForcibly();
            gateway.close();
        }
    }

    private Gateway gateway(int port) throws BindException {
        GatewayConfig config = new GatewayConfig(
                new InetSocketAddress("127.0.0.1", port),
                topics,
                CODEC.config(),
                Optional.empty(),
                2,
                null,
                Set.of(),
                GatewayLimits.DEFAULT);
        return Gateway.start(config, brokers, new SimpleMeterRegistry(), () -> "", () -> true);
    }

    private Process encoder() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-Dsotto.kernel=scalar",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Sotto.class.getName(),
                "stream",
                "encode",
                "--bootstrap-servers",
                brokers.bootstrapServers(),
                "--application-id",
                encoderId,
                "--config",
                directory.resolve("client.properties").toString(),
                "--model",
                directory.resolve("tiny.safetensors").toString(),
                "--codebooks",
                "2",
                "--frames-per-packet",
                "1",
                "--pcm-topic",
                topics.pcm().name(),
                "--tokens-topic",
                topics.tokens().name(),
                "--decoded-topic",
                topics.decoded().name());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("encoder.log").toFile())
                .start();
    }
}
