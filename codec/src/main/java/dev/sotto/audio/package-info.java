/**
 * Sound: files and pieces of PCM come in, {@link dev.sotto.audio.Waveform}s and frames of one hop go out. Next:
 * {@link dev.sotto.token}.
 */
package dev.sotto.audio;
