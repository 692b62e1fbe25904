/**
 * The networks: causal convolutions and residual units in plain Java, with a vector and a scalar kernel that give the
 * same bits. What the analysis hears comes in, latent vectors go out; vectors come in, what the synthesiser is told
 * goes out. Next: {@link dev.sotto.analysis}.
 */
package dev.sotto.neural;
