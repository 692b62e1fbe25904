/**
 * The command line. {@link dev.sotto.command.Sotto} runs the commands that the modules on the class path offer
 * ({@link dev.sotto.command.CommandProvider}), and here is what they share: options, files, progress, how a failure is
 * told. Those that take one file in and give one out are here, too.
 */
package dev.sotto.command;
