/**
 * What training asks the codec to say of a sound: F0 and voicing, an envelope free of harmonics, aperiodicity, every 5
 * ms. Our own analysis after the papers behind WORLD (Morise, Yokomori, Ozawa 2016), because no library of the Java
 * world has it. Next: {@link dev.sotto.training.acoustics}.
 */
package dev.sotto.training.target;
