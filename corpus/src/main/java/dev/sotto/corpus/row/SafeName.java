package dev.sotto.corpus.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of files made of ids, which may come from anywhere: relative, below a folder, allowed on every system. */
public final class SafeName {

    /** Of UTF-8: systems allow 255, and a number and a suffix may follow. */
    private static final int MAX_BYTES = 180;

    private SafeName() {}

    /** With slashes between the folders. */
    public static String of(String id) {
        List<String> safe = new ArrayList<>();
        for (String part : id.split("[/\\\\]")) {
            String cleaned = part.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_").strip();
            while (cleaned.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                cleaned = cleaned.substring(0, cleaned.offsetByCodePoints(cleaned.length(), -1));
            }
            if (!cleaned.isEmpty()) {
                safe.add(cleaned.matches("\\.+") ? cleaned.replace('.', '_') : cleaned);
            }
        }
        // A folder must not have the name of a file that is made of another id.
        for (int i = 0; i < safe.size() - 1; i++) {
            String folder = safe.get(i);
            safe.set(i, folder.toLowerCase(Locale.ROOT).endsWith(".wav") ? folder + "_" : folder);
        }
        return safe.isEmpty() ? "_" : String.join("/", safe);
    }
}
