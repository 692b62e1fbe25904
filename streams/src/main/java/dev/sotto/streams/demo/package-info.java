/**
 * Beside the book: all of it at once. {@link dev.sotto.streams.demo.Demo} speaks a file through a broker and both
 * applications in one JVM and measures what comes out.
 */
package dev.sotto.streams.demo;
