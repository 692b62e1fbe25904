/**
 * Beside the book: everything that {@code sotto talk} runs in one process, from the broker to the page
 * ({@link dev.sotto.service.talk.Talk}), as far as it is not there already.
 */
package dev.sotto.service.talk;
