/** What training lowers: how far the decoded sound is from the spoken. */
package dev.sotto.training.loss;
