/** Measures the prior, with JMH. */
package dev.sotto.prior;
