package dev.sotto.corpus.row;

import java.util.ArrayList;
import java.util.List;

/** Names of files made of ids, which may come from anywhere: relative, below a folder, allowed on every system. */
public final class SafeName {

    private static final int MAX_CHARACTERS = 60;

    private SafeName() {}

    /** With slashes between the folders. */
    public static String of(String id) {
        List<String> safe = new ArrayList<>();
        for (String part : id.split("[/\\\\]")) {
            String cleaned = part.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_").strip();
            if (cleaned.codePointCount(0, cleaned.length()) > MAX_CHARACTERS) {
                cleaned = cleaned.substring(0, cleaned.offsetByCodePoints(0, MAX_CHARACTERS));
            }
            if (!cleaned.isEmpty()) {
                safe.add(cleaned.matches("\\.+") ? cleaned.replace('.', '_') : cleaned);
            }
        }
        return safe.isEmpty() ? "_" : String.join("/", safe);
    }
}
