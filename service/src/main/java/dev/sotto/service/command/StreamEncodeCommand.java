package dev.sotto.service.command;

import dev.sotto.Fingerprint;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.EntropyOptions;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PauseOptions;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.app.TopicReplay.Bounds;
import dev.sotto.streams.app.WarmUp;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private PauseOptions pauses;

    @Mixin
    private ModelOption model;

    @Mixin
    private ApplicationOptions application;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Topics topics = application.topics();
        int framesPerPacket = packets.framesPerPacket();
        SpeechCodec codec = model.codec();
        int codebooks = bitrate.codebooks(codec.config());
        PacketCoding coding =
                pauses.forTopic(entropy.forTopic(codec.model(), model.description()), codec.config(), framesPerPacket);
        Bounds bounds = entropy.isGiven() ? Bounds.WITH_KEYS : Bounds.DEFAULT;
        Continuity continuity = application.continuity(bounds);
        WarmUp.encoder(codec, codebooks);
        WarmUp.prior(coding, codec.config(), codebooks);
        application.run(
                CodecTopology.encode(topics, codec, codebooks, framesPerPacket, coding, continuity),
                topics.pcm(),
                topics.tokens(),
                agreement(codec, codebooks, framesPerPacket, coding));
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
                "pauses",
                Integer.toString(coding.pauseInterval()),
                "key-interval",
                Integer.toString(coding.keyInterval())));
    }
}
