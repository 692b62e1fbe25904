/** Measures the networks, with JMH. Next: {@link dev.sotto.quantizer}. */
package dev.sotto.neural;
