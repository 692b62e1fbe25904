package dev.sotto.corpus.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names of files made of ids, which may come from anywhere: relative, below a folder, allowed on every system. */
public final class SafeName {

    /** Of UTF-8: systems allow 255, and a number and a suffix may follow. */
    private static final int MAX_BYTES = 180;

    /**
     * Of folders and name together, in characters: systems allow 4096 bytes, and the user's own folder is to fit, too.
     */
    private static final int MAX_LENGTH = 600;

    /** What no system, or not every one, has in a name; half of a pair of UTF-16 cannot be written at all. */
    private static final String FORBIDDEN = "[\\p{Cntrl}\\p{Cs}:*?\"<>|]";

    /** Endings of the files that may lie beside a folder: it must not have the name of one. */
    private static final Pattern OF_FILES = Pattern.compile(".*\\.(wav|part|jsonl)", Pattern.CASE_INSENSITIVE);

    private SafeName() {}

    /** With slashes between the folders. */
    public static String of(String id) {
        List<String> safe = new ArrayList<>();
        for (String part : id.split("[/\\\\]")) {
            String cleaned = cut(part.replaceAll(FORBIDDEN, "_").strip());
            if (!cleaned.isEmpty()) {
                safe.add(cleaned.matches("\\.+") ? cleaned.replace('.', '_') : cleaned);
            }
        }
        for (int i = 0; i < safe.size() - 1; i++) {
            String folder = safe.get(i);
            safe.set(i, OF_FILES.matcher(folder).matches() ? folder + "_" : folder);
        }
        String name = safe.isEmpty() ? "_" : String.join("/", safe);
        return name.length() > MAX_LENGTH ? safe.get(safe.size() - 1) : name;
    }

    private static String cut(String part) {
        int bytes = 0;
        for (int at = 0; at < part.length(); at = part.offsetByCodePoints(at, 1)) {
            bytes += Character.toString(part.codePointAt(at)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                return part.substring(0, at);
            }
        }
        return part;
    }
}
