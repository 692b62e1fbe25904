/**
 * The quantizer: a latent vector becomes one token a codebook, each codebook naming what the ones before left over, and
 * the sum of the named vectors becomes the latent again. Next: {@link dev.sotto.synthesis}.
 */
package dev.sotto.quantizer;
