package dev.sotto.streams.topic;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names of streams as they stand in a record's key: UTF-8, 1 to 256 bytes. */
public final class StreamId {

    /** Bytes. */
    public static final int MAX_LENGTH = 256;

    private StreamId() {}

    /** @throws PoisonRecordException for a key that names no stream */
    public static String read(byte[] key) {
        if (key == null || key.length == 0) {
            throw new PoisonRecordException("The record has no key; the key is the id of its stream");
        }
        if (key.length > MAX_LENGTH) {
            throw new PoisonRecordException(
                    "The key has " + key.length + " bytes; a stream id has at most " + MAX_LENGTH);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PoisonRecordException("The key is not UTF-8; a stream id is");
        }
    }

    /** @throws IllegalArgumentException for an id that {@link #read} would refuse */
    public static byte[] write(String streamId) {
        byte[] key = streamId.getBytes(StandardCharsets.UTF_8);
        if (key.length == 0 || key.length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A stream id has 1 to " + MAX_LENGTH + " bytes in UTF-8, this one " + key.length);
        }
        return key;
    }
}
