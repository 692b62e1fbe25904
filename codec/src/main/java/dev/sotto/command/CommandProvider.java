package dev.sotto.command;

import java.util.List;

/**
 * What a module adds to the launcher, found by {@link java.util.ServiceLoader}: a jar on the class path is a command in
 * the list.
 */
public interface CommandProvider {

    /** Classes annotated with picocli's {@code @Command}, each with a public constructor without arguments. */
    List<Class<?>> commands();
}
