/** Measures the analysis, with JMH. */
package dev.sotto.analysis;
