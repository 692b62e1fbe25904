/**
 * Topologies: which processor reads which topic and writes which ({@link dev.sotto.streams.topology.CodecTopology}).
 * Next: {@link dev.sotto.streams.app}, where they run.
 */
package dev.sotto.streams.topology;
