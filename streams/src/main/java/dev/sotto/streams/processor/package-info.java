/**
 * Chapter 9, processors: records of speech become packets ({@link dev.sotto.streams.processor.EncodeProcessor}) and
 * packets speech again ({@link dev.sotto.streams.processor.DecodeProcessor}), stream by stream; what a stream has had
 * before is dropped, what it misses is counted. Next: {@link dev.sotto.streams.topology}.
 */
package dev.sotto.streams.processor;
