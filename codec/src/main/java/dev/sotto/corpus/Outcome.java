package dev.sotto.corpus;

/** What becomes of a recording, or of a row. */
sealed interface Outcome permits TokenRow, FailedFile {}
