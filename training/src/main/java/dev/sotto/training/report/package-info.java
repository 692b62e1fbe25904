/**
 * What a run leaves behind for people: curves, a model card, a table of measures. Next:
 * {@link dev.sotto.training.prior}.
 */
package dev.sotto.training.report;
