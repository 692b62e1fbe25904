package dev.sotto.corpus.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet, uncompressed: dictionaries bring tokens down to their bits, which no compression shortens. */
final class ParquetRowWriter implements RowWriter {

    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final ParquetWriter<TokenRow> out;

    ParquetRowWriter(Path file, List<String> columns) throws IOException {
        this(file, ParquetSchema.of(columns), Map.of());
    }

    /** @param metadata of the file */
    ParquetRowWriter(Path file, MessageType schema, Map<String, String> metadata) throws IOException {
        Files.deleteIfExists(file);
        this.out = new Builder(new LocalOutputFile(file), schema, metadata)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void add(TokenRow row) throws IOException {
        out.write(row);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Builder extends ParquetWriter.Builder<TokenRow, Builder> {

        private final MessageType schema;
        private final Map<String, String> metadata;

        Builder(OutputFile file, MessageType schema, Map<String, String> metadata) {
            super(file);
            this.schema = schema;
            this.metadata = metadata;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<TokenRow> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRowSupport(schema, metadata);
        }

        @Override
        @SuppressWarnings("deprecation") // abstract as yet
        protected WriteSupport<TokenRow> getWriteSupport(Configuration configuration) {
            return new ParquetRowSupport(schema, metadata);
        }
    }
}
