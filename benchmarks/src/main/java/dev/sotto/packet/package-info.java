/** Measures the packets, with JMH. */
package dev.sotto.packet;
