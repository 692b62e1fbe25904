/** Measures the quantizer, with JMH. */
package dev.sotto.quantizer;
