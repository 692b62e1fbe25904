package dev.sotto.corpus.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells names apart that would be the same, also where files' names know no upper case. */
public final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    /** How often a name was given: whoever counts from 2 each time is quadratic. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The name itself ({@code a}), or with a number behind it ({@code a-2}). */
    public String next(String name) {
        String unique = name;
        while (!taken.add(unique.toLowerCase(Locale.ROOT))) {
            unique = name + "-" + (numbers.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum) + 1);
        }
        return unique;
    }
}
