/** Measures the synthesis, with JMH. Next: {@link dev.sotto.prior}. */
package dev.sotto.synthesis;
