/**
 * One stream's life: records of speech become packets ({@link dev.sotto.streams.stream.SpeechToPackets}) and packets
 * speech again ({@link dev.sotto.streams.stream.PacketsToSpeech}) or tokens
 * ({@link dev.sotto.streams.stream.TokenStreams}); what a stream has had before is dropped, what it misses is told. No
 * Kafka Streams here: programs with a transport of their own begin with these. Next:
 * {@link dev.sotto.streams.processor}.
 */
package dev.sotto.streams.stream;
