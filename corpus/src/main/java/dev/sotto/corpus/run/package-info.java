/**
 * Runs: through many recordings, which may be stopped at any moment and end with the same bytes.
 * {@link dev.sotto.corpus.run.Tokenizer} makes a row of each recording ({@link dev.sotto.corpus.run.RecordingToRow}),
 * keeps it in a {@link dev.sotto.corpus.run.Journal} and publishes all at the end;
 * {@link dev.sotto.corpus.run.Detokenizer} goes the way back ({@link dev.sotto.corpus.run.RowToSpeech}). Next:
 * {@link dev.sotto.corpus.label}.
 */
package dev.sotto.corpus.run;
