package dev.sotto.command;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What a command says of its work; a mixin of the commands that print results. */
public final class ReportOptions {

    @Option(names = "--json", description = "Print the results as JSON, and no progress.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress and no summary.")
    private boolean quiet;

    public boolean showsProgress() {
        return !json && !quiet;
    }

    /**
     * Prints the results in the form that was asked for.
     *
     * @param results a record or a map, whose names are those of the JSON
     * @param summary the same for people
     */
    public void print(PrintWriter out, Object results, String summary) {
        if (json) {
            out.println(Json.GSON.toJson(results));
        } else if (!quiet) {
            out.println(summary);
        }
        out.flush();
    }
}
