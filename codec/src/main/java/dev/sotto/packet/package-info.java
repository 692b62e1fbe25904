/**
 * Bytes: tokens of consecutive frames become packets for a topic, packets become a {@code .sotto} file. The book goes
 * on in the modules {@code corpus} and {@code streams}.
 */
package dev.sotto.packet;
