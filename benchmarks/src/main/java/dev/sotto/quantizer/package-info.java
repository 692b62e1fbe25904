/** Measures the quantizer, with JMH. Next: {@link dev.sotto.synthesis}. */
package dev.sotto.quantizer;
