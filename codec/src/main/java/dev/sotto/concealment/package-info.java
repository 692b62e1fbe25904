/**
 * What is heard where frames never came: the decoder is told latents that are likely, so that its networks go on, and
 * what it says of them fades where too much is missing. Since what is continued is an envelope, a pitch and a voicing,
 * and no waveform, nothing can click. Next: {@link dev.sotto.codec}.
 */
package dev.sotto.concealment;
