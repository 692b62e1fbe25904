package dev.sotto.corpus.run;

/**
 * What came of the way back.
 *
 * @param files rows that were there
 * @param failed rows without sound, named in {@code failed.jsonl}
 * @param seconds of sound in all
 */
public record DetokenizerResult(int files, int failed, double seconds) {}
