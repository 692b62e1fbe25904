package dev.sotto.service.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PriorOption;
import dev.sotto.prior.Prior;
import dev.sotto.streams.app.TopicReplay.Bounds;
import dev.sotto.streams.app.WarmUp;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sotto stream decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description =
                "Turn the topic of tokens into the topic of decoded speech, until it is stopped. Start more of the"
                        + " same application id to share the streams among them.")
public final class StreamDecodeCommand implements Callable<Integer> {

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption priorOption;

    @Mixin
    private ApplicationOptions application;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Topics topics = application.topics();
        SpeechCodec codec = model.codec();
        Optional<Prior> prior = priorOption.priorIfAny(codec.model(), model.description());
        Continuity continuity = application.continuity(Bounds.WITH_KEYS);
        WarmUp.decoder(codec);
        application.run(
                CodecTopology.decode(topics, codec, prior, continuity),
                topics.tokens(),
                topics.decoded(),
                new GroupAgreement(Map.of("model", codec.model().fingerprint().toString())));
        return 0;
    }
}
