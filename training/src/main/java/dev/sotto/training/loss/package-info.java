/** What training lowers: how far the decoded sound is from the spoken. Next: {@link dev.sotto.training.adversary}. */
package dev.sotto.training.loss;
