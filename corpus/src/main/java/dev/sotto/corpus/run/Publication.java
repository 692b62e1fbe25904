package dev.sotto.corpus.run;

import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.row.DurableFile;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.corpus.row.RowParser;
import dev.sotto.corpus.row.RowWriter;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.row.Vocabulary;
import dev.sotto.packet.PacketCoding;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turns the journal of a run whose work is done into the files that were asked for; may be done again. */
final class Publication {

    static final String FAILED = "failed.jsonl";

    private final Path folder;
    private final RowFormat format;
    private final Vocabulary vocabulary;
    private final Corpus corpus;
    private final PacketCoding coding;

    Publication(Path folder, RowFormat format, Vocabulary vocabulary, Corpus corpus, PacketCoding coding) {
        this.folder = folder;
        this.format = format;
        this.vocabulary = vocabulary;
        this.corpus = corpus;
        this.coding = coding;
    }

    /** @return {@code run}, completed; not yet written */
    RunFile of(RunFile run) throws IOException {
        Path failures = folder.resolve(FAILED);
        List<String> columns =
                corpus.columns().stream().map(TokenRow::columnName).toList();
        int[] failed = {0};
        double[] seconds = {0};
        try (RowWriter rows = format.writer(folder, vocabulary, columns, coding);
                BufferedWriter failedLines = Files.newBufferedWriter(DurableFile.part(failures))) {
            Journal.replay(folder, new Journal.Listener() {
                @Override
                public void row(String line) throws IOException {
                    TokenRow row = RowParser.parse(line);
                    seconds[0] += row.seconds();
                    rows.add(row);
                }

                @Override
                public void failure(String line) throws IOException {
                    failed[0]++;
                    failedLines.append(line).append('\n');
                }
            });
        }
        format.publish(folder);
        if (failed[0] > 0) {
            DurableFile.publish(failures);
        } else {
            Files.delete(DurableFile.part(failures));
        }
        DurableFile.write(folder.resolve(Vocabulary.FILE), vocabulary.json());
        return run.completed(failed[0], seconds[0]);
    }
}
