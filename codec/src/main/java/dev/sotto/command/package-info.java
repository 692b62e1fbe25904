/**
 * Beside the book: the command line. {@link dev.sotto.command.Sotto} runs the commands that the modules offer; those
 * that need no Kafka are here.
 */
package dev.sotto.command;
