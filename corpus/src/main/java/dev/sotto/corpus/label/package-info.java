/**
 * What tokens hold: how well they tell phones, words or speakers, by labels that somebody else has made. Next:
 * {@link dev.sotto.corpus.command}.
 */
package dev.sotto.corpus.label;
