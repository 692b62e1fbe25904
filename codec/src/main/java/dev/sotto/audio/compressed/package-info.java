/**
 * Files whose sound others decode: MP3 by JLayer, Opus in Ogg by Concentus, each behind one class, and all else that
 * people have by the program ffmpeg, where it is installed.
 */
package dev.sotto.audio.compressed;
