/**
 * Beside the book: the cluster as its administrators see it ({@link dev.sotto.streams.cluster.Cluster}): whether it is
 * there, which topics it has.
 */
package dev.sotto.streams.cluster;
