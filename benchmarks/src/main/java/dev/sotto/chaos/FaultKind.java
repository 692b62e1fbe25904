package dev.sotto.chaos;

import dev.sotto.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may befall a service, by its name on the command line. */
enum FaultKind {
    /** A process is killed and started again. */
    KILL(List.of()),
    /** An encoder or a decoder stands still for some seconds. */
    PAUSE(List.of(Role.ENCODER, Role.DECODER)),
    /** Records that nobody can use. */
    POISON(List.of()),
    /** A sender's clock is set. */
    CLOCK(List.of()),
    /** The topics get another partition. */
    PARTITIONS(List.of()),
    /** A broker stands still for some seconds. */
    BROKER_PAUSE(List.of(Role.LEADER, Role.CONTROLLER));

    private static final String ALL = "all";

    private final List<Role> roles;

    FaultKind(List<Role> roles) {
        this.roles = roles;
    }

    /** Whom it befalls, in turn; nobody where it is no process, and with kills whoever was asked for. */
    List<Role> roles() {
        return roles;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws BadInputException for a name that is none */
    static Set<FaultKind> named(List<String> names) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String name : names) {
            List<FaultKind> found = new ArrayList<>(Arrays.asList(values()));
            found.removeIf(kind -> !name.equals(ALL) && !kind.label().equals(name));
            if (found.isEmpty()) {
                throw new BadInputException(
                        "--faults: there is no fault '" + name + "'; there are " + labels() + " and " + ALL);
            }
            kinds.addAll(found);
        }
        return kinds;
    }

    private static String labels() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
    }
}
