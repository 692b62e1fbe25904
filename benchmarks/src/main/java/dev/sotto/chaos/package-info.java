/**
 * {@code sotto chaos}: brokers, encoders and decoders in processes of their own are killed while people speak, and
 * every token and every sample is held against the codec alone. Next: {@link dev.sotto.load}.
 */
package dev.sotto.chaos;
