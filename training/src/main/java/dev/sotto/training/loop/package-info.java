/** The training loop: options, schedule, one step, the optimizer, checkpoints. */
package dev.sotto.training.loop;
