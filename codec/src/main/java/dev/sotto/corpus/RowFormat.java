package dev.sotto.corpus;

import dev.sotto.packet.PacketCoding;
import java.io.IOException;
import java.nio.file.Path;

/** How rows lie in files. */
public enum RowFormat {
    /** {@code tokens.jsonl}: a line of JSON a row. */
    JSONL("tokens.jsonl"),
    /** {@code index.jsonl} and a NumPy file {@code [codebook, frame]} for each row. */
    NPY("index.jsonl"),
    /** {@code tokens.parquet}. */
    PARQUET("tokens.parquet"),
    /** {@code index.jsonl} and a {@code .sotto} file for each row; the only one that may be entropy-coded. */
    SOTTO("index.jsonl");

    private final String file;

    RowFormat(String file) {
        this.file = file;
    }

    /** The one that lists the rows. */
    String file() {
        return file;
    }

    /** @throws CorpusException where the libraries of this format are not on the class path */
    void requireAvailable() {
        if (this == PARQUET) {
            requireParquet();
        }
    }

    static void requireParquet() {
        try {
            Class.forName("org.apache.parquet.hadoop.ParquetWriter", false, RowFormat.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CorpusException(
                    "Parquet's libraries are not on this class path: run it by ./sotto, or take --format jsonl", e);
        }
    }

    /** @param coding of {@link #SOTTO}; the others hold plain numbers */
    RowWriter writer(Path folder, Vocabulary vocabulary, Corpus corpus, PacketCoding coding) throws IOException {
        Path part = DurableFile.part(folder.resolve(file));
        return switch (this) {
            case JSONL -> new JsonlWriter(part);
            case NPY ->
                new RowFiles(folder, part, "npy", row -> NpyFile.write(row.tokens(), vocabulary.codebookSize()));
            case SOTTO -> new RowFiles(folder, part, "sotto", row -> SottoFile.write(row, vocabulary, coding));
            case PARQUET -> new ParquetRowWriter(part, corpus.columns());
        };
    }

    void publish(Path folder) throws IOException {
        DurableFile.publish(folder.resolve(file));
    }
}
