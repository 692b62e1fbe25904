/**
 * How the quantizer's codebooks are searched and learnt in training. Learning happens after the step, never inside the
 * networks' forward pass. Next: {@link dev.sotto.training.loss}.
 */
package dev.sotto.training.codebook;
