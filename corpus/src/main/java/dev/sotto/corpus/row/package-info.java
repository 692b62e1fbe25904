/**
 * Rows: a {@link dev.sotto.corpus.row.TokenRow} is the tokens of one recording and what belongs to them;
 * {@link dev.sotto.corpus.row.RowFormat} says how rows lie in files, {@link dev.sotto.corpus.row.RowReader} reads them
 * back, {@link dev.sotto.corpus.row.Vocabulary} tells how the tokens of all codebooks become one vocabulary. What the
 * files hold, {@code TOKENS.md} tells to those who read them in Python. Next: {@link dev.sotto.corpus.run}.
 */
package dev.sotto.corpus.row;
