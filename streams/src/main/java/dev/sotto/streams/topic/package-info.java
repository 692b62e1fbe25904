/**
 * Topics: what lies on which topic. A stream of speech is known by its id, the key of all its records; speech is raw
 * PCM with two headers, tokens are packets. Next: {@link dev.sotto.streams.stream}.
 */
package dev.sotto.streams.topic;
