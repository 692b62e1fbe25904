package dev.sotto.service.gateway;

import java.util.regex.Pattern;

/**
 * Names of rooms and of people in them. A room's name, a slash and a person's name are a stream's id, so neither has a
 * slash; both are short, and of letters, digits and a few harmless signs.
 */
final class Name {

    static final String RULE = "1 to 40 letters, digits, spaces, dots, hyphens or underscores";

    /** Forty characters of at most three bytes in UTF-8, twice, and a slash are less than a stream id may have. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,40}$)[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._ -]*");

    private static final char SEPARATOR = '/';

    private Name() {}

    static boolean isValid(String name) {
        return NAME.matcher(name).matches();
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
