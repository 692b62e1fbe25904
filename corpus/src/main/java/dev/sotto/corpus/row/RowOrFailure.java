package dev.sotto.corpus.row;

/** What becomes of a recording, or of a row. */
public sealed interface RowOrFailure permits TokenRow, FailedFile {}
