/**
 * What training hears: audio files, decoded once into a memory-mapped cache, cut into segments at many levels. Next:
 * {@link dev.sotto.training.network}.
 */
package dev.sotto.training.data;
