package dev.sotto.corpus.row;

import dev.sotto.packet.PacketCoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How rows lie in files. */
public enum RowFormat {
    /** {@code tokens.jsonl}: a line of JSON a row. */
    JSONL("tokens.jsonl"),
    /** {@code index.jsonl} and a NumPy file {@code [codebook, frame]} for each row. */
    NPY("index.jsonl"),
    /** {@code tokens.parquet}. */
    PARQUET("tokens.parquet"),
    /** {@code index.jsonl} and a {@code .sotto} file for each row; the only one that may be entropy-coded. */
    SOTTO("index.jsonl"),
    /** A folder for Hugging Face's {@code datasets}: Parquet with the audio itself, and a card. */
    HF(HubDataset.FILE);

    /** What lies in the folder of a run that has not ended: its journal. */
    public static final String UNFINISHED = "journal" + DurableFile.PART;

    private final String file;

    RowFormat(String file) {
        this.file = file;
    }

    /** The one that lists the rows. */
    public String file() {
        return file;
    }

    /**
     * @param columns of the manifests, as the rows have them
     * @param coding of {@link #SOTTO}; the others hold plain numbers
     */
    public RowWriter writer(Path folder, Vocabulary vocabulary, List<String> columns, PacketCoding coding)
            throws IOException {
        Path part = DurableFile.part(folder.resolve(file));
        return switch (this) {
            case JSONL -> new JsonlWriter(part);
            case NPY ->
                new RowFiles(folder, part, "npy", row -> NpyFile.write(row.tokens(), vocabulary.codebookSize()));
            case SOTTO -> new RowFiles(folder, part, "sotto", row -> SottoFile.write(row, vocabulary, coding));
            case PARQUET -> new ParquetRowWriter(part, columns);
            case HF -> new HubWriter(folder, part, vocabulary, columns);
        };
    }

    public void publish(Path folder) throws IOException {
        DurableFile.publish(folder.resolve(file));
    }
}
