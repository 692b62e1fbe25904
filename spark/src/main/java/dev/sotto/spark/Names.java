package dev.sotto.spark;

import dev.sotto.BadInputException;
import dev.sotto.corpus.recording.UniqueNames;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Gives each of many a name of its own, the same on every executor. Only names that had to be changed travel, and those
 * are few.
 */
final class Names implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, String> changed = new HashMap<>();

    /**
     * @param keys in any order: of two that want the same name, the first by the order of keys gets it
     * @param wanted gives the name that a key would have
     * @throws BadInputException for a key that is there twice
     */
    static Names of(List<String> keys, UnaryOperator<String> wanted) {
        Names names = new Names();
        TreeSet<String> ordered = new TreeSet<>(keys);
        if (ordered.size() < keys.size()) {
            throw new BadInputException("Of " + keys.size() + " files or rows only " + ordered.size()
                    + " have a name of their own: give each once");
        }
        UniqueNames unique = new UniqueNames();
        for (String key : ordered) {
            String name = wanted.apply(key);
            String given = unique.next(name);
            if (!given.equals(name)) {
                names.changed.put(key, given);
            }
        }
        return names;
    }

    String of(String key, String wanted) {
        return changed.getOrDefault(key, wanted);
    }

    /** Those whose names are not as they were wanted. */
    Map<String, String> changed() {
        return Map.copyOf(changed);
    }
}
