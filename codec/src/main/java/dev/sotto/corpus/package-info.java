/**
 * Beside the book: speech in bulk becomes tokens to learn from. {@link dev.sotto.corpus.RecordingFinder} lists the
 * recordings, {@link dev.sotto.corpus.Tokenizer} makes a {@link dev.sotto.corpus.TokenRow} of each,
 * {@link dev.sotto.corpus.RowFormat} says how rows lie in files; {@link dev.sotto.corpus.Detokenizer} goes the way
 * back. What the files hold, {@code TOKENS.md} tells to those who read them in Python.
 */
package dev.sotto.corpus;
