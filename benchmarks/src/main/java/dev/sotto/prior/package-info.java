/** Measures the prior, with JMH. Next: {@link dev.sotto.packet}. */
package dev.sotto.prior;
