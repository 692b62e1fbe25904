/**
 * What training hears: audio files, decoded once into a memory-mapped cache, cut into segments at many levels; and the
 * targets of {@code dev.sotto.training.target} for it, made once. Next: {@link dev.sotto.training.network}.
 */
package dev.sotto.training.data;
