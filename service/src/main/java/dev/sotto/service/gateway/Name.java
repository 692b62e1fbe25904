package dev.sotto.service.gateway;

import dev.sotto.streams.topic.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of rooms and of people in them. A room's name, a slash and a person's name are a stream's id, so neither has a
 * slash; both are short, and of letters, digits and a few harmless signs.
 */
final class Name {

    static final String RULE =
            "1 to 40 letters, digits, spaces, dots, hyphens or underscores, of at most 127 bytes in UTF-8";

    /** Twice that and a slash are what a stream id may have. */
    private static final int MAX_BYTES = (StreamId.MAX_LENGTH - 1) / 2;

    private static final Pattern NAME = Pattern.compile("(?=.{1,40}$)[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._ -]*");

    private static final char SEPARATOR = '/';

    private Name() {}

    static boolean isValid(String name) {
        return NAME.matcher(name).matches() && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    static String streamId(String room, String name) {
        return room + SEPARATOR + name;
    }

    /** Of a stream's id; empty if it is in none. */
    static String roomOf(String streamId) {
        return streamId.substring(0, Math.max(0, streamId.indexOf(SEPARATOR)));
    }

    /** Of a stream's id in a room. */
    static String nameOf(String streamId) {
        return streamId.substring(streamId.indexOf(SEPARATOR) + 1);
    }
}
