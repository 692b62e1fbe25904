package dev.sotto.corpus.row;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of {@code tokens.parquet}: those of the JSON, in its order. */
final class ParquetSchema {

    static final String LIST = "list";
    static final String ELEMENT = "element";

    static final String AUDIO = "audio";
    static final String AUDIO_BYTES = "bytes";
    static final String AUDIO_PATH = "path";

    private ParquetSchema() {}

    static MessageType of(List<String> columns) {
        return of(columns, false);
    }

    /**
     * @param withAudio whether the recordings themselves are among the columns, as Hugging Face's datasets have them
     */
    static MessageType of(List<String> columns, boolean withAudio) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.required(BINARY).as(stringType()).named("id");
        schema.required(BINARY).as(stringType()).named("path");
        if (withAudio) {
            schema.addField(Types.optionalGroup()
                    .optional(BINARY)
                    .named(AUDIO_BYTES)
                    .optional(BINARY)
                    .as(stringType())
                    .named(AUDIO_PATH)
                    .named(AUDIO));
        }
        schema.required(BINARY).as(stringType()).named("sha256");
        schema.required(DOUBLE).named("duration");
        schema.required(INT64).named("samples");
        schema.required(INT32).named("sampleRate");
        schema.required(DOUBLE).named("frameRate");
        schema.required(INT32).named("codebooks");
        schema.required(INT32).named("frames");
        schema.required(BINARY).as(stringType()).named("model");
        columns.forEach(column -> schema.optional(BINARY).as(stringType()).named(column));
        Type frames = Types.requiredList().requiredElement(INT32).named(ELEMENT);
        return schema.addField(Types.requiredList().element(frames).named("tokens"))
                .named("row");
    }
}
