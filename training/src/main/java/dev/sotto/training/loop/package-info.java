/**
 * The training loop: options, schedule, one step, the optimizer, checkpoints. Next: {@link dev.sotto.training.report}.
 */
package dev.sotto.training.loop;
