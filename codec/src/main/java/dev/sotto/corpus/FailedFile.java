package dev.sotto.corpus;

/**
 * A file that could not be used: a line of {@code failed.jsonl}.
 *
 * @param reason one sentence
 */
record FailedFile(String id, String path, String reason) implements Outcome {}
