package dev.sotto.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;

/**
 * The commands of all modules on the class path. Looks at their annotations only: a command that is not run is not
 * made.
 */
final class CommandList {

    private final List<CommandProvider> providers;

    private CommandList(List<CommandProvider> providers) {
        this.providers = providers;
    }

    static CommandList load() {
        return new CommandList(ServiceLoader.load(CommandProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(CommandProvider::heading))
                .toList());
    }

    Optional<Class<?>> find(String name) {
        return providers.stream()
                .flatMap(provider -> provider.commands().stream())
                .filter(type -> command(type).name().equals(name))
                .findFirst();
    }

    void print(PrintWriter out) {
        out.println("Sotto: a neural speech codec for Kafka");
        for (CommandProvider provider : providers) {
            out.printf("%n%s%n", provider.heading());
            for (Class<?> type : provider.commands()) {
                out.printf(
                        "  %-10s %s%n",
                        command(type).name(), String.join(" ", command(type).description()));
            }
        }
        out.printf("%nsotto COMMAND --help says more, with examples.%n");
        out.flush();
    }

    static Command command(Class<?> type) {
        return type.getAnnotation(Command.class);
    }
}
