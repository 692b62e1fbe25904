/**
 * Applications: a topology running as a Kafka Streams application ({@link dev.sotto.streams.app.CodecApplication}),
 * with the settings that speech needs. The book ends here; what we run ourselves is in the module {@code service}.
 */
package dev.sotto.streams.app;
