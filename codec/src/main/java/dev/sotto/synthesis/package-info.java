/**
 * What is heard: speech from an envelope, a pitch and a share of noise every 5 ms, by pulses and noise through
 * minimum-phase filters. Nothing here is learnt. The model is WORLD (Morise, Yokomori, Ozawa 2016). Next:
 * {@link dev.sotto.concealment}.
 */
package dev.sotto.synthesis;
