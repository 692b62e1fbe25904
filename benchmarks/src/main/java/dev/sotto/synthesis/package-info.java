/** Measures the synthesis, with JMH. */
package dev.sotto.synthesis;
