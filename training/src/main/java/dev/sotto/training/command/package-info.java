/** The commands of this module: {@code sotto train}, {@code sotto evaluate}. */
package dev.sotto.training.command;
