/**
 * A second network that learns to tell decoded speech from spoken, and what the codec learns from it. Off by default.
 * Next: {@link dev.sotto.training.loop}.
 */
package dev.sotto.training.adversary;
