/**
 * {@code sotto load}: many calls at once through a broker and both applications in this JVM; latency, CPU, and what a
 * call costs on the wire and on disk.
 */
package dev.sotto.load;
