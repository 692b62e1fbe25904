/** Measures the networks, with JMH. */
package dev.sotto.neural;
