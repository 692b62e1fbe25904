/**
 * Processors: Kafka Streams' side of {@link dev.sotto.streams.stream}. Which record belongs to which stream
 * ({@link dev.sotto.streams.processor.EncodeProcessor}, {@link dev.sotto.streams.processor.DecodeProcessor}), what a
 * task reads again when it takes a partition over, what goes aside, what is counted. Next:
 * {@link dev.sotto.streams.topology}.
 */
package dev.sotto.streams.processor;
