package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PauseOptions;
import dev.sotto.command.PriorOption;
import dev.sotto.command.VoiceOptions;
import dev.sotto.packet.PacketCoding;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.service.gateway.GatewayLimits;
import dev.sotto.service.health.HealthServer;
import dev.sotto.service.talk.Talk;
import dev.sotto.service.talk.TalkPlan;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto talk}. */
@Command(
        name = "talk",
        mixinStandardHelpOptions = true,
        description = "Open a page to speak into: your voice goes through Kafka and back.",
        footerHeading =
                "%nStarts what is not there: without --bootstrap-servers a broker of its own, and an encoder and a%n"
                        + "decoder unless the groups sotto-encode and sotto-decode have members. service/GATEWAY.md%n"
                        + "is the protocol for programs.%n%nExamples:%n",
        footer = {
            "  sotto talk",
            "  sotto talk --port 9000 --kbps 1.5 --dtx",
            "  sotto talk --pitch -4 --formants 0.9",
            "  sotto talk --bootstrap-servers broker:9092",
            "  SOTTO_ACCESS_TOKEN=... sotto talk --host 0.0.0.0 --allow-origin https://talk.example.org"
        })
public final class TalkCommand implements Callable<Integer> {

    private static final String VARIABLE = "SOTTO_ACCESS_TOKEN";
    private static final int TOKEN_BYTES = 16;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Of the page and of the gateway; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of this machine to serve them at; 0.0.0.0 for all. Browsers give a microphone to"
                    + " pages of this machine and to those that come by HTTPS, through a proxy of yours."
                    + " Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--access-token",
            paramLabel = "TOKEN",
            description = "What everybody who connects must know. Default: the environment's " + VARIABLE
                    + "; then none on 127.0.0.1 and a random one elsewhere.")
    private String token;

    @Option(
            names = "--allow-origin",
            paramLabel = "URL",
            description = "Pages of this origin may connect, too, such as https://talk.example.org; may be repeated.")
    private List<String> origins = List.of();

    @Option(
            names = "--frames-per-packet",
            paramLabel = "N",
            defaultValue = "1",
            description = "Frames of 20 ms in one packet, which is one record: more frames take less space on the"
                    + " topic and add delay. Default: ${DEFAULT-VALUE}.")
    private int framesPerPacket;

    @Option(
            names = "--linger-ms",
            paramLabel = "MS",
            description = "How long gateway, encoder and decoder wait for more records before they send: with 5,"
                    + " two cores carry 50 callers, each up to 15 ms later than with 0. Default:"
                    + " producer.linger.ms of --config, else " + TalkPlan.LINGER_MS + ".")
    private Integer lingerMs;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private PauseOptions pauses;

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption prior;

    @Mixin
    private VoiceOptions voiceOptions;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private BrokerTimeoutOption timeout;

    @Mixin
    private TopicOptions names;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FramesPerPacketOption.require(framesPerPacket);
        if (lingerMs != null && (lingerMs < 0 || lingerMs > 1_000)) {
            throw new BadInputException("--linger-ms must be 0 to 1000, is " + lingerMs);
        }
        Voice voice = voiceOptions.voice();
        // Before anything is loaded or started: that takes its time.
        requireFree(address());
        metrics.check();
        SpeechCodec codec = model.codec();
        PacketCoding coding = pauses.forTopic(PacketCoding.PLAIN, codec.config(), framesPerPacket);
        GatewayConfig gateway = new GatewayConfig(
                address(),
                names.topics(),
                codec.config(),
                prior.priorIfAny(codec.model(), model.description()),
                bitrate.codebooks(codec.config()),
                accessToken(),
                Set.copyOf(origins),
                GatewayLimits.DEFAULT);
        try (Talk talk = start(new TalkPlan(
                        kafka.given().orElse(null),
                        codec,
                        voice,
                        framesPerPacket,
                        coding,
                        lingerMs == null ? OptionalInt.empty() : OptionalInt.of(lingerMs),
                        timeout.orElse(BrokerTimeoutOption.USUAL),
                        gateway));
                HealthServer health = metrics.serve(talk.gateway().vitals())) {
            print(talk, gateway);
            if (health != null) {
                spec.commandLine()
                        .getOut()
                        .println("Health and metrics: " + health.url("/health/ready") + ", " + health.url("/metrics"));
                spec.commandLine().getOut().flush();
            }
            talk.await();
        }
        return 0;
    }

    private InetSocketAddress address() {
        if (port < 0 || port > 65_535) {
            throw new BadInputException("--port must be 0 to 65535, is " + port);
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new BadInputException("--host: there is no host " + host);
        }
        return address;
    }

    /** Null for none. */
    private String accessToken() {
        String given = token != null ? token : System.getenv(VARIABLE);
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (token != null) {
            throw new BadInputException("--access-token is blank");
        }
        if (address().getAddress().isLoopbackAddress()) {
            return null;
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Whoever gave a token knows it, and the screen may have other readers. */
    private boolean isGiven() {
        String environment = System.getenv(VARIABLE);
        return token != null || environment != null && !environment.isBlank();
    }

    private Talk start(TalkPlan plan) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                plan.brokers() == null
                        ? "Starting a Kafka broker, encoder and decoder in this JVM ..."
                        : "Looking for brokers at " + plan.brokers().bootstrapServers() + " ...");
        out.flush();
        try {
            return Talk.start(plan);
        } catch (BindException e) {
            throw taken(e);
        }
    }

    private void requireFree(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            // A port of which the last user has just closed its connections is free.
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (BindException e) {
            throw taken(e);
        }
    }

    private BadInputException taken(BindException e) {
        return new BadInputException(
                host + ":" + port + " cannot be used (" + e.getMessage() + "); choose another --port or --host", e);
    }

    private void print(Talk talk, GatewayConfig gateway) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                talk.started().isEmpty()
                        ? "Broker, encoder and decoder were there already."
                        : "Started " + String.join(", ", talk.started()) + ".");
        boolean made = gateway.token() != null && !isGiven();
        String key = made ? "#token=" + gateway.token() : "";
        out.println("Open " + talk.gateway().url("/") + key + " in a browser and speak; Ctrl-C stops it.");
        out.println(
                gateway.token() == null
                        ? "Only this machine can reach it; nobody is asked for an access token."
                        : "Everybody who reaches " + host + " and has the access token "
                                + (made ? gateway.token() + " " : "that you gave ") + "can speak and listen.");
        out.flush();
    }
}
