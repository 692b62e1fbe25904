/**
 * Runs: through many recordings, which may be stopped at any moment and end with the same bytes.
 * {@link dev.sotto.corpus.run.Tokenizer} makes a row of each recording, keeps it in a
 * {@link dev.sotto.corpus.run.Journal} and publishes all at the end; {@link dev.sotto.corpus.run.Detokenizer} goes the
 * way back. Next: {@link dev.sotto.corpus.label}.
 */
package dev.sotto.corpus.run;
