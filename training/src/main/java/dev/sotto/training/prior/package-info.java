/**
 * The second stage: a prior over the tokens of a codec that has been trained, learnt as the twin of the network that
 * {@link dev.sotto.prior} runs without DJL.
 */
package dev.sotto.training.prior;
