package dev.sotto.streams.topic;

import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic and what its records hold. Keys and values are read as plain bytes and checked in the processor, so that what
 * cannot be used reaches the dead letters as it came.
 *
 * @param name as the broker knows it
 * @param keySerde the stream id in UTF-8, see {@link StreamId}
 * @param valueSerde PCM or a packet
 */
public record Topic(String name, Serde<byte[]> keySerde, Serde<byte[]> valueSerde) {

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

    /** The topic of that name, bytes in and bytes out. */
    public static Topic ofBytes(String name) {
        return new Topic(name, Serdes.ByteArray(), Serdes.ByteArray());
    }

    /** Where the records of this topic go that cannot be used. */
    public Topic deadLetters() {
        return ofBytes(name + DEAD_LETTERS);
    }
}
