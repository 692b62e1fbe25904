/**
 * The second stage: a prior over the tokens of a codec that has been trained, learnt as the twin of the network that
 * {@link dev.sotto.prior} runs without DJL. Next: {@link dev.sotto.training.evaluation}.
 */
package dev.sotto.training.prior;
