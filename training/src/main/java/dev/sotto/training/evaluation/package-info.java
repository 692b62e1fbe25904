/** How good a model is on speech that it has not heard: one row of measures for each bitrate. */
package dev.sotto.training.evaluation;
