/** Measures the analysis, with JMH. Next: {@link dev.sotto.quantizer}. */
package dev.sotto.analysis;
