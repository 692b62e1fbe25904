package dev.sotto.spark;

import dev.sotto.BadInputException;
import java.io.PrintWriter;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code spark-submit} runs. Exit code 2: what the user gave cannot be used, and a sentence says why. Recordings
 * that fail do not fail the job, which a cluster would only run again: they are in the table {@code failed}.
 */
@Command(
        name = "sotto-spark",
        mixinStandardHelpOptions = true,
        subcommands = {TokenizeJob.class, DetokenizeJob.class},
        description = "Tokens of a corpus, made and decoded by Spark. spark/README.md says how to submit it.")
public final class SparkTokens {

    private static final int BAD_INPUT = 2;

    private SparkTokens() {}

    public static void main(String[] args) {
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        if (code != 0) {
            // Not at the end of a job that is well: YARN takes a driver that ends the JVM for one that failed.
            System.exit(code);
        }
    }

    /** Runs in the session that there is, or in a new one that it stops. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new SparkTokens())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> refuse(err, e.getMessage() + "; --help says more"))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof BadInputException) {
                        return refuse(err, e.getMessage());
                    }
                    // Spark's own, about a path or a table.
                    if (e instanceof AnalysisException analysis) {
                        return refuse(
                                err, analysis.getMessage().lines().findFirst().orElse(""));
                    }
                    throw e;
                });
        return line.execute(args);
    }

    private static int refuse(PrintWriter err, String sentence) {
        err.println("sotto: " + sentence + (sentence.endsWith(".") ? "" : "."));
        return BAD_INPUT;
    }
}
