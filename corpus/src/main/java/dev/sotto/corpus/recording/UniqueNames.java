package dev.sotto.corpus.recording;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells names apart that would be the same, also where files' names know no upper case. */
public final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    public String next(String name) {
        String unique = name;
        for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
            unique = name + "-" + n;
        }
        return unique;
    }
}
