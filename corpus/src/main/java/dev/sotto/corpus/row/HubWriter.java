package dev.sotto.corpus.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;

/** A folder that {@code datasets.load_dataset} opens and the Hub shows: one Parquet file with the audio, and a card. */
final class HubWriter implements RowWriter {

    private final Path folder;
    private final Vocabulary vocabulary;
    private final MessageType schema;
    private final ParquetRowWriter rows;
    private int count;
    private double seconds;

    /** @param part of the Parquet file, which is not there yet */
    HubWriter(Path folder, Path part, Vocabulary vocabulary, List<String> columns) throws IOException {
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.schema = HubDataset.schema(columns);
        Files.createDirectories(part.getParent());
        this.rows = new ParquetRowWriter(part, schema, Map.of(HubDataset.METADATA, HubDataset.features(schema)));
    }

    @Override
    public void add(TokenRow row) throws IOException {
        rows.add(row);
        count++;
        seconds += row.seconds();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        DurableFile.write(folder.resolve(HubDataset.CARD), HubDataset.card(schema, vocabulary, count, seconds));
    }
}
