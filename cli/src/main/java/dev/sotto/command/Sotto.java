package dev.sotto.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The launcher's main class: runs the command that the first argument names. Exit code 0: done; 2: what the user gave
 * cannot be used, and a sentence says why; 1: anything else.
 */
@Command(name = "sotto", versionProvider = Sotto.Version.class)
public final class Sotto {

    private static final List<String> HELP = List.of("help", "--help", "-h");
    private static final List<String> VERSION = List.of("--version", "-V");

    @Option(names = "--trace", hidden = true, scope = ScopeType.INHERIT, description = "Show the stack of a failure.")
    private boolean trace;

    private Sotto() {}

    public static void main(String[] args) {
        if (Progress.TERMINAL) {
            // The JVM's line about the incubator module, for which it has no flag: one up, and clear it.
            System.err.print("\u001b[1A\u001b[2K\r");
        }
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(args, out, err));
    }

    /** Runs a command as the launcher does, and gives its exit code. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        try {
            return new Sotto().start(args, out, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int start(String[] args, PrintWriter out, PrintWriter err) {
        if (args.length > 0 && args[0].equals("--trace")) {
            trace = true;
            return start(Arrays.copyOfRange(args, 1, args.length), out, err);
        }
        CommandList commands = CommandList.load();
        if (args.length == 0 || args.length == 1 && HELP.contains(args[0])) {
            commands.print(out);
            return 0;
        }
        if (VERSION.contains(args[0])) {
            out.println(Version.text());
            return 0;
        }
        String[] line = HELP.contains(args[0]) ? new String[] {args[1], "--help"} : args;
        Optional<Class<?>> command = commands.find(line[0]);
        if (command.isEmpty()) {
            return report(Failure.badInput("There is no command '" + line[0] + "': sotto alone lists them"), err);
        }
        try {
            return commandLine(line[0], command.get(), out, err).execute(line);
        } catch (Throwable e) {
            // picocli hands on exceptions only; an error of the JVM is no reason to show users a stack.
            return failed(e, err);
        }
    }

    private CommandLine commandLine(String name, Class<?> command, PrintWriter out, PrintWriter err) {
        CommandLine root = new CommandLine(this).addSubcommand(name, command);
        addVersion(root);
        return root.setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, line) -> {
                    String hint = "; " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help says more";
                    return report(Failure.badInput(e.getMessage() + hint), err);
                })
                .setExecutionExceptionHandler((Exception e, CommandLine line, ParseResult parsed) -> failed(e, err));
    }

    private static void addVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Sotto::addVersion);
    }

    private int failed(Throwable thrown, PrintWriter err) {
        if (trace) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                err.println(cause);
                Arrays.stream(cause.getStackTrace()).forEach(frame -> err.println("    at " + frame));
            }
        }
        return report(Failure.of(thrown), err);
    }

    private static int report(Failure failure, PrintWriter err) {
        err.println("sotto: " + failure.sentence());
        return failure.exitCode();
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        static String text() {
            String version = Sotto.class.getPackage().getImplementationVersion();
            return "sotto " + (version == null ? "(not from a jar)" : version) + ", Java " + Runtime.version();
        }

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
