/** Measures the networks, with JMH. Next: {@link dev.sotto.analysis}. */
package dev.sotto.neural;
