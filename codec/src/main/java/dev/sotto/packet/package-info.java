/**
 * Chapter 8, bytes: tokens of consecutive frames become packets for a topic, packets become a {@code .sotto} file.
 * Next: {@code dev.sotto.streams}.
 */
package dev.sotto.packet;
