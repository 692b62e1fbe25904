package dev.sotto.streams.stream;

/**
 * Where and when a record lies in its log.
 *
 * @param timestamp ms since 1970, by its sender's clock
 * @param offset greater than that of every record of the stream before it, and the same when it is read again
 */
public record Place(long timestamp, long offset) {}
