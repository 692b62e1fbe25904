/** An evaluation as a page for the browser, to read, to look at and to listen to; it opens without a network. */
package dev.sotto.training.evaluation.page;
