/**
 * The files that hold samples as they are, or nearly: a class a container, with its format as a picture, all after the
 * bytes and never after a file's name. Bytes come in, {@link dev.sotto.audio.container.SoundReader}s go out. What is
 * wrong with a file is an {@code IOException} whose message is a clause; the caller, who knows the file's name, makes
 * it a sentence.
 */
package dev.sotto.audio.container;
