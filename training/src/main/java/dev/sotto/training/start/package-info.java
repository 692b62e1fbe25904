/**
 * Where training begins: with the best linear codec, by least squares, in the networks' own layers. Next:
 * {@link dev.sotto.training.codebook}.
 */
package dev.sotto.training.start;
