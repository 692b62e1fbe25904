package dev.sotto.service.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.ModelOption;
import dev.sotto.command.PriorOption;
import dev.sotto.command.VoiceOptions;
import dev.sotto.prior.Prior;
import dev.sotto.streams.app.TopicReplay.Bounds;
import dev.sotto.streams.app.WarmUp;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.math.BigDecimal;
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
                        + " same application id to share the streams among them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto stream decode",
            "  sotto stream decode --pitch +3 --formants 1.1      (all of its group alike: others are refused)"
        })
public final class StreamDecodeCommand implements Callable<Integer> {

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption priorOption;

    @Mixin
    private VoiceOptions voiceOptions;

    @Mixin
    private ApplicationOptions application;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Topics topics = application.topics();
        Voice voice = voiceOptions.voice();
        SpeechCodec codec = model.codec().speakingAs(voice);
        Optional<Prior> prior = priorOption.priorIfAny(codec.model(), model.description());
        Continuity continuity = application.continuity(Bounds.WITH_KEYS);
        WarmUp.decoder(codec);
        application.run(
                CodecTopology.decode(topics, codec, prior, continuity),
                topics.tokens(),
                topics.decoded(),
                new GroupAgreement(Map.of(
                        "model",
                        codec.model().fingerprint().toString(),
                        "pitch",
                        number(voice.semitones()),
                        "formants",
                        number(voice.formants()))));
        return 0;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
