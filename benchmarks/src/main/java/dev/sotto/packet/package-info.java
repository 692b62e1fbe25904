/** Measures the packets, with JMH. Next: {@link dev.sotto.benchmark}. */
package dev.sotto.packet;
