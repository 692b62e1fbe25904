/**
 * What lies between a talker and a codec: a room, other sounds, a narrow line. No run offers it yet: the targets of
 * altered sound come first. Next: {@link dev.sotto.training.target}.
 */
package dev.sotto.training.acoustics;
