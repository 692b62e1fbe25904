/**
 * How far the decoder's parameters are from what the sound has: envelope, pitch, voicing, aperiodicity. No waveform,
 * and nothing that imitates a measure of quality: what is trained on cannot judge any more. Next:
 * {@link dev.sotto.training.adversary}.
 */
package dev.sotto.training.loss;
