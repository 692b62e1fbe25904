/**
 * The networks that are trained: the shapes of {@link dev.sotto.model.TensorShapes} as DJL operations. What
 * {@code dev.sotto.neural} computes from the same weights is tested against these. Next:
 * {@link dev.sotto.training.start}.
 */
package dev.sotto.training.network;
