/**
 * Tokens: what a frame of speech becomes, one number for each codebook. Knows nothing of networks or bytes. Next:
 * {@link dev.sotto.model}, the numbers that turn one into the other.
 */
package dev.sotto.token;
