/**
 * Chapter 11, applications: a topology running as a Kafka Streams application
 * ({@link dev.sotto.streams.app.CodecApplication}). Next: {@link dev.sotto.streams.command}.
 */
package dev.sotto.streams.app;
