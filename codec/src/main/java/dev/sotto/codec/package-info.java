/**
 * The promise: {@link dev.sotto.codec.SpeechCodec} puts analysis, networks, quantizer and synthesis together; frames of
 * samples in, tokens out, and back. Next: {@link dev.sotto.prior}.
 */
package dev.sotto.codec;
