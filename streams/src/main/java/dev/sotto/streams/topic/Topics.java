package dev.sotto.streams.topic;

import java.util.List;

/**
 * The topics of a codec service. Their names are the user's.
 *
 * @param pcm speech as it was spoken
 * @param tokens speech as packets
 * @param decoded speech as it is heard
 */
public record Topics(Topic pcm, Topic tokens, Topic decoded) {

    public static final String PCM = "voice.pcm";
    public static final String TOKENS = "voice.tokens";
    public static final String DECODED = "voice.pcm.decoded";

    public static final Topics DEFAULT = named(PCM, TOKENS, DECODED);

    public static Topics named(String pcm, String tokens, String decoded) {
        return new Topics(new Topic(pcm), new Topic(tokens), new Topic(decoded));
    }

    /** All that a service needs, dead letters of both applications included. */
    public List<Topic> all() {
        return List.of(pcm, tokens, decoded, pcm.deadLetters(), tokens.deadLetters());
    }
}
