/**
 * The promise: {@link dev.sotto.codec.SpeechCodec} puts the networks and the quantizer together; frames of samples in,
 * tokens out, and back. Next: {@link dev.sotto.prior}.
 */
package dev.sotto.codec;
