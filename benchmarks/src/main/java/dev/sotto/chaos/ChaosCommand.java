package dev.sotto.chaos;

import dev.sotto.BadInputException;
import dev.sotto.call.CallOptions;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.ReportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kill encoders, decoders and brokers while people speak, and say what was lost.",
        footerHeading = "%nThe exit code is 1 if anything was lost or changed, if poison did not go aside, or if a%n"
                + "process ended by itself.%n%nExamples:%n",
        footer = {
            "  sotto chaos",
            "  sotto chaos --minutes 5 --kills 12 --calls 8 --seed 7 --json",
            "  sotto chaos --minutes 5 --faults all --json",
            "  sotto chaos --faults pause,poison",
            "  sotto chaos --dtx --kinds encoder,decoder",
            "  sotto chaos --data speech/ --logs chaos-logs"
        })
public final class ChaosCommand implements Callable<Integer> {

    /** 400 ms. */
    private static final int PAUSE_FRAMES = 20;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "2",
            description = "How long the calls are. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--faults",
            paramLabel = "FAULT",
            split = ",",
            defaultValue = "kill",
            description = "What happens: kill; pause (an encoder or decoder stands still for some seconds); poison"
                    + " (records that nobody can use); clock (a sender's is set in mid-call); partitions (the topics"
                    + " grow); broker-pause; or all. Default: ${DEFAULT-VALUE}.")
    private List<String> faults;

    @Option(
            names = "--kills",
            paramLabel = "K",
            defaultValue = "4",
            description =
                    "How many processes are killed, of each kind equally many; every other fault comes as often as"
                            + " a kind does, at least once. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "encoder,decoder,leader,controller",
            description = "What is killed; leader and controller are brokers. Default: ${DEFAULT-VALUE}.")
    private Set<Role> kinds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "It determines what is killed and when. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--calls",
            paramLabel = "C",
            defaultValue = "8",
            description = "How many people speak at once. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--dtx",
            description =
                    "People speak in turns, 60 %% pauses, which are sent apart (--dtx 0.4 of stream encode), and of"
                            + " every 5 s of each call 300 ms never come: kills fall into pauses, and gaps are among"
                            + " what is replayed. Silences then count pauses, too.")
    private boolean dtx;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Where the brokers' data and the logs of all processes are kept. Default: nowhere.")
    private Path logs;

    @Mixin
    private CallOptions speakers;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<FaultKind> wanted = FaultKind.named(faults);
        requireSensible(wanted);
        SpeechCodec codec = speakers.codec();
        ChaosRun run = new ChaosRun(
                speakers.speech(minutes * 60),
                codec,
                speakers.modelFile().orElse(null),
                speakers.codebooks(codec),
                minutes,
                FaultPlan.of(wanted, List.copyOf(kinds), kills, minutes * 60, seed),
                calls,
                dtx ? new PausesAndGaps(PAUSE_FRAMES) : null,
                seed);
        ChaosReport result = run(run);
        report.print(spec.commandLine().getOut(), result, result.summary());
        return result.isWhole() ? 0 : 1;
    }

    private ChaosReport run(ChaosRun run) throws IOException, InterruptedException {
        if (logs != null) {
            Files.createDirectories(logs);
            return run.run(logs, this::say);
        }
        try (TemporaryDirectory directory = new TemporaryDirectory("sotto-chaos")) {
            return run.run(directory.path(), this::say);
        }
    }

    private void say(String what) {
        if (report.showsProgress()) {
            spec.commandLine().getErr().println("chaos: " + what);
            spec.commandLine().getErr().flush();
        }
    }

    private void requireSensible(Set<FaultKind> wanted) {
        if (!(minutes >= 0.1 && minutes <= 60)) {
            throw new BadInputException("--minutes must be 0.1 to 60, is " + minutes);
        }
        // What was killed needs time to come back.
        int most = (int) (minutes * 60 / 12);
        if (kills < 0 || kills > most) {
            throw new BadInputException("--kills must be 0 to " + most + " in " + minutes + " minutes, is " + kills
                    + "; take more --minutes");
        }
        int count = FaultPlan.count(wanted, kinds.size(), kills);
        if (count > most) {
            throw new BadInputException(
                    count + " faults are too many for " + minutes + " minutes, in which there may be " + most
                            + "; take more --minutes, fewer --kills or fewer --faults");
        }
        if (calls < 1 || calls > 200) {
            throw new BadInputException("--calls must be 1 to 200, is " + calls);
        }
    }
}
