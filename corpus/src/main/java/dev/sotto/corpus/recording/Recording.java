package dev.sotto.corpus.recording;

import java.nio.file.Path;
import java.util.Map;

/**
 * An audio file to be tokenised, which need not be there.
 *
 * @param id names the row; one of its own in a corpus
 * @param columns what the manifest says besides, by column; empty for files named otherwise
 */
public record Recording(String id, Path path, Map<String, String> columns) {}
