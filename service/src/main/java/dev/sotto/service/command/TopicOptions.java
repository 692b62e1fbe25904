package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.streams.topic.Topics;
import picocli.CommandLine.Option;

/** The names of the topics. */
public final class TopicOptions {

    @Option(
            names = "--pcm-topic",
            paramLabel = "NAME",
            defaultValue = Topics.PCM,
            description = "Speech as it was spoken. Default: ${DEFAULT-VALUE}.")
    private String pcm;

    @Option(
            names = "--tokens-topic",
            paramLabel = "NAME",
            defaultValue = Topics.TOKENS,
            description = "Speech as packets. Default: ${DEFAULT-VALUE}.")
    private String tokens;

    @Option(
            names = "--decoded-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DECODED,
            description = "Speech as it is heard. Default: ${DEFAULT-VALUE}.")
    private String decoded;

    public Topics topics() {
        try {
            return Topics.named(pcm, tokens, decoded);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}
