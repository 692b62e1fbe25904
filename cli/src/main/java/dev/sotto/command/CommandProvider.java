package dev.sotto.command;

import java.util.List;

/**
 * What a module adds to the launcher, found by {@link java.util.ServiceLoader}: a jar on the class path is a command in
 * the list.
 */
public interface CommandProvider {

    /** What the list calls the module's commands. */
    default String heading() {
        return "Commands";
    }

    /**
     * Classes annotated with picocli's {@code @Command} (with at least a name and a description), each with a public
     * constructor without arguments, and {@code Runnable} or {@code Callable<Integer>}.
     */
    List<Class<?>> commands();
}
