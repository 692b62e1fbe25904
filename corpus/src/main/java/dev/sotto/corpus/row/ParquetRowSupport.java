package dev.sotto.corpus.row;

import dev.sotto.token.TokenSequence;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Hands a row to Parquet, field by field. */
final class ParquetRowSupport extends WriteSupport<TokenRow> {

    private final MessageType schema;
    private final Map<String, String> metadata;
    private RecordConsumer out;

    /** @param metadata of the file */
    ParquetRowSupport(MessageType schema, Map<String, String> metadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /** Writes a field's value. */
    private interface Value {
        void write();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract as yet
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        this.out = consumer;
    }

    @Override
    public void write(TokenRow row) {
        out.startMessage();
        text("id", row.id());
        text("path", row.path());
        if (schema.containsField(ParquetSchema.AUDIO)) {
            field(ParquetSchema.AUDIO, () -> audio(row));
        }
        text("sha256", row.sha256());
        field("duration", () -> out.addDouble(RowJson.decimal(row.seconds()).doubleValue()));
        field("samples", () -> out.addLong(row.samples()));
        field("sampleRate", () -> out.addInteger(row.sampleRate()));
        field("frameRate", () -> out.addDouble(RowJson.decimal(row.frameRate()).doubleValue()));
        field("codebooks", () -> out.addInteger(row.tokens().numCodebooks()));
        field("frames", () -> out.addInteger(row.tokens().numFrames()));
        text("model", row.model());
        row.columns().forEach(this::text);
        field("tokens", () -> tokens(row.tokens()));
        out.endMessage();
    }

    private void text(String name, String value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromString(value)));
        }
    }

    private void field(String name, Value value) {
        int index = schema.getFieldIndex(name);
        out.startField(name, index);
        value.write();
        out.endField(name, index);
    }

    private void audio(TokenRow row) {
        byte[] bytes = SourceAudio.bytes(row);
        String name = Path.of(row.path()).getFileName().toString();
        out.startGroup();
        out.startField(ParquetSchema.AUDIO_BYTES, 0);
        out.addBinary(Binary.fromConstantByteArray(bytes));
        out.endField(ParquetSchema.AUDIO_BYTES, 0);
        out.startField(ParquetSchema.AUDIO_PATH, 1);
        out.addBinary(Binary.fromString(name));
        out.endField(ParquetSchema.AUDIO_PATH, 1);
        out.endGroup();
    }

    private void tokens(TokenSequence tokens) {
        list(tokens.numCodebooks(), q -> list(tokens.numFrames(), t -> out.addInteger(tokens.token(t, q))));
    }

    /** A list as Parquet has it: a group of a repeated group of one field; an empty list has no field at all. */
    private void list(int length, IntConsumer element) {
        out.startGroup();
        if (length > 0) {
            out.startField(ParquetSchema.LIST, 0);
            for (int i = 0; i < length; i++) {
                out.startGroup();
                out.startField(ParquetSchema.ELEMENT, 0);
                element.accept(i);
                out.endField(ParquetSchema.ELEMENT, 0);
                out.endGroup();
            }
            out.endField(ParquetSchema.LIST, 0);
        }
        out.endGroup();
    }
}
