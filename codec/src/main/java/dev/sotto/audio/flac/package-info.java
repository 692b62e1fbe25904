/**
 * FLAC after RFC 9639, to the bit: bytes come in, {@link dev.sotto.audio.flac.FlacReader} gives sound and says what is
 * damaged, by the sums that every frame and the whole file carry.
 */
package dev.sotto.audio.flac;
