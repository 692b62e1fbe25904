/**
 * Beside the book: all of it at once. {@link dev.sotto.service.demo.Demo} speaks a file through a broker and both
 * applications in one JVM and measures what comes out.
 */
package dev.sotto.service.demo;
