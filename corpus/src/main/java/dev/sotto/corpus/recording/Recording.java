package dev.sotto.corpus.recording;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An audio file to be tokenised, which need not be there.
 *
 * @param id names the row; one of its own in a corpus
 * @param columns what the manifest says besides, by column; empty for files named otherwise
 */
public record Recording(String id, Path path, Map<String, String> columns) {

    /** With what is missing of its sound, where the corpus takes such sound ({@link Corpus#acceptingTruncated}). */
    public Recording truncated(String shortfall) {
        if (shortfall == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(columns);
        more.put(Corpus.TRUNCATED, shortfall);
        return new Recording(id, path, more);
    }
}
