package dev.sotto.corpus.recording;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.sotto.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recordings in the order of their rows.
 *
 * @param columns those of all manifests, in the order in which they first appear
 */
public record Corpus(List<Recording> recordings, List<String> columns) {

    /** The column that says what is missing of a recording, or nothing where all is there. */
    public static final String TRUNCATED = "truncated";

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    /** Gives rows of the same id a number each ({@code a}, {@code a-2}), and each row every column. */
    public static Corpus of(List<Recording> found) {
        Set<String> columns = new LinkedHashSet<>();
        found.forEach(recording -> columns.addAll(recording.columns().keySet()));
        UniqueNames ids = new UniqueNames();
        List<Recording> recordings = new ArrayList<>();
        for (Recording recording : found) {
            Map<String, String> all = new LinkedHashMap<>();
            columns.forEach(column -> all.put(column, recording.columns().get(column)));
            recordings.add(new Recording(ids.next(recording.id()), recording.path(), all));
        }
        return new Corpus(List.copyOf(recordings), List.copyOf(columns));
    }

    /** Takes what is there of recordings that are cut short or damaged, and has a column that says so of each. */
    public Corpus acceptingTruncated() {
        if (columns.contains(TRUNCATED)) {
            throw new BadInputException("The manifest has a column '" + TRUNCATED
                    + "', which --accept-truncated writes itself: give it another name");
        }
        List<String> more = new ArrayList<>(columns);
        more.add(TRUNCATED);
        return new Corpus(
                recordings.stream()
                        .map(recording -> {
                            Map<String, String> all = new LinkedHashMap<>(recording.columns());
                            all.put(TRUNCATED, null);
                            return new Recording(recording.id(), recording.path(), all);
                        })
                        .toList(),
                List.copyOf(more));
    }

    public int size() {
        return recordings.size();
    }

    /** SHA-256, in hexadecimal digits, of all that a row takes from here. */
    public String digest() {
        Sha256 sum = new Sha256();
        for (Recording recording : recordings) {
            sum.add(GSON.toJson(new Object[] {recording.id(), recording.path().toString(), recording.columns()}));
        }
        return sum.hex();
    }
}
