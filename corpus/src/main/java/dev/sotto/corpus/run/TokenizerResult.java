package dev.sotto.corpus.run;

/**
 * What came of a run.
 *
 * @param files of the corpus
 * @param failed files without a row, named in {@code failed.jsonl}
 * @param seconds of sound in all rows
 * @param filesBefore files that an earlier run had done
 * @param secondsNow of sound done by this run
 */
public record TokenizerResult(int files, int failed, double seconds, int filesBefore, double secondsNow) {}
