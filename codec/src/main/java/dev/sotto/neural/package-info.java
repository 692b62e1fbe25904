/**
 * The networks: causal convolutions and residual units in plain Java, with a vector and a scalar kernel that give the
 * same bits. Samples come in, latent vectors go out, and back. Next: {@link dev.sotto.quantizer}.
 */
package dev.sotto.neural;
