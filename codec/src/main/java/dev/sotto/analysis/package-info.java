/**
 * What the encoder hears: log spectra of raw samples every 5 ms, with a Fourier transform and elementary functions of
 * our own, which give the same bits on every JVM and vector width. Next: {@link dev.sotto.activity}.
 */
package dev.sotto.analysis;
