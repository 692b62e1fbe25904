/**
 * What lies between a talker and a codec: sound behind the speech, a narrow line. Both change an envelope in a way that
 * is known exactly, so that altered speech needs no targets of its own. Next: {@link dev.sotto.training.data}.
 */
package dev.sotto.training.acoustics;
