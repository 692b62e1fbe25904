/**
 * A second network that learns to tell decoded envelopes from those of speech, and what the codec learns from it: the
 * detail that absolute errors alone smooth away. Next: {@link dev.sotto.training.loop}.
 */
package dev.sotto.training.adversary;
