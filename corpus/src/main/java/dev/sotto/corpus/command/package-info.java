/** Corpus, chapter 4: its commands, {@code tokenize}, {@code detokenize} and {@code evaluate-tokens}. */
package dev.sotto.corpus.command;
