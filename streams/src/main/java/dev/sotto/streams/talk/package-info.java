/**
 * Beside the book: everything that {@code sotto talk} runs in one process, from the broker to the page
 * ({@link dev.sotto.streams.talk.Talk}), as far as it is not there already.
 */
package dev.sotto.streams.talk;
