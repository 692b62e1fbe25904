/**
 * What lies between a talker and a codec: a room, other sounds, a narrow line. Off unless a run asks for it. Next:
 * {@link dev.sotto.training.target}.
 */
package dev.sotto.training.acoustics;
