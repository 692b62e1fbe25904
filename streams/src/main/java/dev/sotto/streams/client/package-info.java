/**
 * Beside the book: the two ends of a stream, plain Kafka clients. {@link dev.sotto.streams.client.SpeechSender} puts
 * speech on a topic, {@link dev.sotto.streams.client.SpeechReceiver} takes it off.
 */
package dev.sotto.streams.client;
