package dev.sotto.corpus.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.sotto.BadInputException;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.row.DurableFile;
import dev.sotto.corpus.row.RowJson;
import dev.sotto.packet.PacketCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code run.json} in the folder of a run: what was asked for, and, once all is done, what came of it.
 *
 * @param model fingerprint
 * @param entropy with what tokens are coded, and how often a packet stands alone; null where they are not
 * @param corpus digest of what is to be tokenised
 * @param files how many
 * @param complete whether all is done; until then the other numbers are 0
 * @param failed files without a row
 * @param seconds of sound in all rows
 */
record RunFile(
        String format,
        int codebooks,
        String model,
        String entropy,
        String corpus,
        int files,
        boolean complete,
        int failed,
        double seconds) {

    static final String FILE = "run.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    static RunFile of(String format, int codebooks, String model, PacketCoding coding, Corpus corpus) {
        String entropy = coding.prior()
                .map(prior -> prior.fingerprint() + "/" + coding.keyInterval())
                .orElse(null);
        return new RunFile(format, codebooks, model, entropy, corpus.digest(), corpus.size(), false, 0, 0);
    }

    RunFile completed(int failed, double seconds) {
        double rounded = RowJson.decimal(seconds).doubleValue();
        return new RunFile(format, codebooks, model, entropy, corpus, files, true, failed, rounded);
    }

    /**
     * Makes the folder one of this run, or finds that it is.
     *
     * @return as it lies there: perhaps complete
     * @throws BadInputException if something else is there
     */
    RunFile claim(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BadInputException(folder + " is a file: name a folder to write to");
        }
        Files.createDirectories(folder);
        if (!Files.exists(file)) {
            requireEmpty(folder);
            write(folder);
            return this;
        }
        RunFile found = read(file);
        String other = found.difference(this);
        if (other != null) {
            throw new BadInputException(
                    folder + " holds tokens of " + other + ": name another folder, or delete it to begin anew");
        }
        return found;
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.toString().endsWith(DurableFile.PART))) {
                throw new BadInputException(folder + " holds other files: name a new or an empty folder");
            }
        }
    }

    private static RunFile read(Path file) throws IOException {
        try {
            RunFile found = GSON.fromJson(Files.readString(file), RunFile.class);
            if (found != null) {
                return found;
            }
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static BadInputException damaged(Path file, Exception cause) {
        return new BadInputException(
                file + " is damaged: name another folder, or delete it with all that is in its folder", cause);
    }

    /** How a run is another than {@code asked}, or null. */
    private String difference(RunFile asked) {
        if (!asked.format.equals(format)) {
            return "the format " + format;
        }
        if (!asked.model.equals(model)) {
            return "another model (" + model + ")";
        }
        if (asked.codebooks != codebooks) {
            return codebooks + " codebooks";
        }
        if (!Objects.equals(asked.entropy, entropy)) {
            return entropy == null ? "plain packets" : "packets that are coded with prior/key interval " + entropy;
        }
        return asked.corpus.equals(corpus) ? null : "other inputs";
    }

    void write(Path folder) throws IOException {
        DurableFile.write(folder.resolve(FILE), GSON.toJson(this) + "\n");
    }
}
