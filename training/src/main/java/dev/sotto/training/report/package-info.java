/** What a run leaves behind for people: curves, a model card, a table of measures. */
package dev.sotto.training.report;
