package dev.sotto.streams.topic;

import org.apache.kafka.common.errors.InvalidTopicException;
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

    public Topic {
        try {
            org.apache.kafka.common.internals.Topic.validate(name);
        } catch (InvalidTopicException e) {
            throw new IllegalArgumentException("'" + name + "' is no name for a topic: " + e.getMessage(), e);
        }
    }

    /** The topic of that name, bytes in and bytes out. */
    public static Topic ofBytes(String name) {
        return new Topic(name, Serdes.ByteArray(), Serdes.ByteArray());
    }

    /** Where the records of this topic go that cannot be used. */
    public Topic deadLetters() {
        return ofBytes(name + ".dlq");
    }
}
