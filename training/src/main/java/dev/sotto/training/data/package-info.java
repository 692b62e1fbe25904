/**
 * What training hears: audio files, decoded once into a memory-mapped cache, cut into segments at many levels; and the
 * targets of {@code dev.sotto.training.target} for it, made once.
 */
package dev.sotto.training.data;
