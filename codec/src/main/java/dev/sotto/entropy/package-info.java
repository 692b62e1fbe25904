/**
 * Entropy: numbers of known probabilities become as few bytes as these allow, and numbers again
 * ({@link dev.sotto.entropy.RangeWriter}, {@link dev.sotto.entropy.RangeReader}). Whole numbers only, so that both ends
 * agree on every machine. Knows nothing of tokens. Next: {@link dev.sotto.packet}.
 */
package dev.sotto.entropy;
