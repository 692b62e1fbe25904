package dev.sotto.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.RowJson;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.RowParser;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of {@code tokens.parquet}, as Spark has them, and one for why there are no tokens. */
final class TokenColumns {

    static final String REASON = "reason";
    static final String TOKENS = "tokens";

    private TokenColumns() {}

    /** @param more columns that go with the rows, as they are called there */
    static StructType schema(List<String> more) {
        StructType schema = new StructType()
                .add("id", StringType)
                .add("path", StringType)
                .add("sha256", StringType)
                .add("duration", DoubleType)
                .add("samples", LongType)
                .add("sampleRate", IntegerType)
                .add("frameRate", DoubleType)
                .add("codebooks", IntegerType)
                .add("frames", IntegerType)
                .add("model", StringType);
        for (String column : more) {
            schema = schema.add(column, StringType);
        }
        return schema.add(TOKENS, createArrayType(createArrayType(IntegerType))).add(REASON, StringType);
    }

    /** @param schema which {@link #schema} has made */
    static Row row(RowOrFailure outcome, StructType schema) {
        String[] names = schema.fieldNames();
        if (outcome instanceof FailedFile failed) {
            Object[] values = new Object[names.length];
            values[0] = failed.id();
            values[1] = failed.path();
            values[values.length - 1] = failed.reason();
            return RowFactory.create(values);
        }
        TokenRow row = (TokenRow) outcome;
        List<Object> values = new ArrayList<>();
        values.add(row.id());
        values.add(row.path());
        values.add(row.sha256());
        values.add(RowJson.decimal(row.seconds()).doubleValue());
        values.add(row.samples());
        values.add(row.sampleRate());
        values.add(RowJson.decimal(row.frameRate()).doubleValue());
        values.add(row.tokens().numCodebooks());
        values.add(row.tokens().numFrames());
        values.add(row.model());
        for (int i = values.size(); i < names.length - 2; i++) {
            values.add(row.columns().get(names[i]));
        }
        values.add(lists(row.tokens()));
        values.add(null);
        return RowFactory.create(values.toArray());
    }

    private static Integer[][] lists(TokenSequence tokens) {
        Integer[][] lists = new Integer[tokens.numCodebooks()][tokens.numFrames()];
        for (int q = 0; q < lists.length; q++) {
            for (int t = 0; t < lists[q].length; t++) {
                lists[q][t] = tokens.token(t, q);
            }
        }
        return lists;
    }

    /** What decoding wants to know. Others may have left out all columns but {@code id} and {@code tokens}. */
    static TokenRow tokenRow(NamedRow row) {
        List<int[]> lists = new ArrayList<>();
        for (Seq<Number> list : row.<Seq<Number>>list(TOKENS)) {
            lists.add(CollectionConverters.asJava(list).stream()
                    .mapToInt(Number::intValue)
                    .toArray());
        }
        return new TokenRow(
                row.text("id"),
                row.text("path"),
                row.text("sha256"),
                row.number("samples", TokenRow.ALL).longValue(),
                row.number("sampleRate", 0).intValue(),
                row.number("frameRate", 0).doubleValue(),
                row.has("model") ? row.text("model") : null,
                Map.of(),
                RowParser.sequence(lists));
    }
}
