/** Measures the quantizer, with JMH. Next: {@link dev.sotto.prior}. */
package dev.sotto.quantizer;
