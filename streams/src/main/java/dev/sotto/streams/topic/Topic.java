package dev.sotto.streams.topic;

import java.util.regex.Pattern;

/**
 * A topic. Keys (the stream id in UTF-8, see {@link StreamId}) and values (PCM or a packet) are read as plain bytes and
 * checked in the processor, so that what cannot be used reaches the dead letters as it came.
 *
 * @param name as the broker knows it
 */
public record Topic(String name) {

    private static final String DEAD_LETTERS = ".dlq";

    /** Kafka's rule, with room for the name of the dead letters. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,245}");

    public Topic {
        String stem = name.endsWith(DEAD_LETTERS) ? name.substring(0, name.length() - DEAD_LETTERS.length()) : name;
        if (!NAME.matcher(stem).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name for a topic: it takes 1 to 245 letters, digits, dots, underscores and hyphens");
        }
    }

    /** Where the records of this topic go that cannot be used. */
    public Topic deadLetters() {
        return new Topic(name + DEAD_LETTERS);
    }
}
