package dev.sotto.service.command;

import dev.sotto.Fingerprint;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.EntropyOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.app.TopicReplay;
import dev.sotto.streams.app.TopicReplay.Bounds;
import dev.sotto.streams.app.WarmUp;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto stream encode}. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = "Turn the topic of speech into the topic of tokens, until it is stopped. Start more of the same"
                + " application id to share the streams among them.")
public final class StreamEncodeCommand implements Callable<Integer> {

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private FramesPerPacketOption packets;

    @Mixin
    private EntropyOptions entropy;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "sotto-encode",
            description = "Name of the application and of its consumer group. Default: ${DEFAULT-VALUE}.")
    private String applicationId;

    @Mixin
    private StreamTimeoutOption timeout;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions names;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Topics topics = names.topics();
        int framesPerPacket = packets.framesPerPacket();
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        PacketCoding coding = entropy.forTopic(codec.model(), model.description());
        ClientProperties client = kafka.client();
        WarmUp.encoder(codec, codebooks);
        WarmUp.prior(coding, codec.config(), codebooks);
        Bounds bounds = entropy.isGiven() ? Bounds.WITH_KEYS : Bounds.DEFAULT;
        Continuity continuity = timeout.continuity(new TopicReplay(client, applicationId, bounds));
        new ForegroundApplication(
                        applicationId,
                        CodecTopology.encode(topics, codec, codebooks, framesPerPacket, coding, continuity),
                        topics.pcm(),
                        topics.tokens(),
                        agreement(codec, codebooks, framesPerPacket, coding),
                        metrics)
                .run(client, spec.commandLine().getOut());
        return 0;
    }

    private static GroupAgreement agreement(
            SpeechCodec codec, int codebooks, int framesPerPacket, PacketCoding coding) {
        return new GroupAgreement(Map.of(
                "model",
                codec.model().fingerprint().toString(),
                "codebooks",
                Integer.toString(codebooks),
                "frames-per-packet",
                Integer.toString(framesPerPacket),
                "prior",
                coding.prior()
                        .map(prior -> Fingerprint.text(prior.packetFingerprint()))
                        .orElse("none"),
                "key-interval",
                Integer.toString(coding.keyInterval())));
    }
}
