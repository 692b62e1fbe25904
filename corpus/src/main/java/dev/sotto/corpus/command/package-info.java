/** The commands: {@code tokenize}, {@code detokenize} and {@code evaluate-tokens}. */
package dev.sotto.corpus.command;
