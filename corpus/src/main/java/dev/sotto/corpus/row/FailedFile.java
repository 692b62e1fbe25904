package dev.sotto.corpus.row;

/**
 * A file that could not be used: a line of {@code failed.jsonl}.
 *
 * @param reason one sentence
 */
public record FailedFile(String id, String path, String reason) implements RowOrFailure {}
