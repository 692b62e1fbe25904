package dev.sotto.spark;

import static org.apache.spark.sql.functions.col;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.SafeName;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.run.RecordingToRow;
import dev.sotto.corpus.run.RowToSpeech;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tokens of recordings, and speech of tokens: the same as {@code sotto tokenize} and {@code detokenize} make. */
public final class Tokens {

    /** Columns of Spark's binaryFile that do not go with the rows. */
    private static final Set<String> OF_FILES = Set.of("path", "modificationTime", "length", "content");

    /** Of what {@link #detokenize} gives; beside them {@code reason}. */
    private static final StructType SPEECH = new StructType()
            .add("id", DataTypes.StringType)
            .add("path", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("duration", DataTypes.DoubleType)
            .add("wav", DataTypes.BinaryType)
            .add(TokenColumns.REASON, DataTypes.StringType);

    private Tokens() {}

    public static Dataset<Row> tokenize(Dataset<Row> files) {
        return tokenize(files, TokenSettings.DEFAULT);
    }

    /**
     * A row of tokens of each file, or why there is none in the column {@code reason}: {@link #rows} and
     * {@link #failures} part them. Lists the files at once, reads and encodes them when the result is asked for, each
     * time anew unless it is persisted.
     *
     * @param files {@code path} and {@code content}, as {@code spark.read().format("binaryFile")} gives them; a column
     *     {@code id} names the rows, all others go with them as text
     * @throws BadInputException for what is no model, and for a path that is there twice
     */
    public static Dataset<Row> tokenize(Dataset<Row> files, TokenSettings settings) {
        SharedCodec shared = SharedCodec.of(files.sparkSession(), settings.model());
        int codebooks = settings.codebooks(shared.codec().config().numCodebooks());
        List<String> more = columns(files, settings.acceptTruncated());
        FileList list = FileList.of(files, settings.roots());
        StructType schema =
                TokenColumns.schema(more.stream().map(TokenRow::columnName).toList());
        List<String> names = List.of(files.columns());
        MapFunction<Row, Row> encode = row -> {
            NamedRow file = new NamedRow(row, names);
            byte[] content = file.bytes("content");
            RecordingToRow maker = new RecordingToRow(shared.codec(), codebooks);
            String path = Paths.local(file.text("path"));
            return TokenColumns.row(
                    maker.row(list.id(file), path, texts(file, more), () -> new ByteArrayInputStream(content), 1),
                    schema);
        };
        if (!list.hasTooLong()) {
            return files.map(encode, Encoders.row(schema));
        }
        // binaryFile would end the whole job at the first.
        List<String> known =
                names.stream().filter(name -> !name.equals("content")).toList();
        MapFunction<Row, Row> refuse = row -> {
            NamedRow file = new NamedRow(row, known);
            String path = Paths.local(file.text("path"));
            return TokenColumns.row(new FailedFile(list.id(file), path, list.tooLong(path)), schema);
        };
        return files.filter(col("length").leq(list.longest()))
                .map(encode, Encoders.row(schema))
                .union(files.filter(col("length").gt(list.longest()))
                        .drop("content")
                        .map(refuse, Encoders.row(schema)));
    }

    private static List<String> columns(Dataset<Row> files, boolean acceptTruncated) {
        List<String> columns = new ArrayList<>(List.of(files.columns()));
        columns.removeIf(column -> OF_FILES.contains(column) || column.equals("id"));
        for (String ours : List.of(TokenColumns.REASON, Corpus.TRUNCATED)) {
            if (columns.contains(ours)) {
                throw new BadInputException(
                        "The files have a column '" + ours + "', which the rows have themselves: give it another name");
            }
        }
        if (acceptTruncated) {
            columns.add(Corpus.TRUNCATED);
        }
        return columns;
    }

    private static Map<String, String> texts(NamedRow file, List<String> columns) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String column : columns) {
            texts.put(column, file.has(column) ? file.text(column) : null);
        }
        return texts;
    }

    /** What has tokens, in the columns of {@code tokens.parquet}. */
    public static Dataset<Row> rows(Dataset<Row> outcomes) {
        return outcomes.filter(col(TokenColumns.REASON).isNull()).drop(TokenColumns.REASON);
    }

    /** {@code id}, {@code path} and {@code reason}, a sentence, of what could not be used. */
    public static Dataset<Row> failures(Dataset<Row> outcomes) {
        return outcomes.filter(col(TokenColumns.REASON).isNotNull()).select("id", "path", TokenColumns.REASON);
    }

    /**
     * Of each row {@code id}, {@code path}, {@code file} (a name made of the id that any file may have),
     * {@code duration} in seconds and {@code wav}, the bytes of a WAV file; or why there is none in {@code reason}.
     *
     * @param rows {@code id} and {@code tokens}, and what else {@link #tokenize} gives
     * @throws BadInputException for what is no model, and for an id that is there twice
     */
    public static Dataset<Row> detokenize(Dataset<Row> rows, TokenSettings settings) {
        SharedCodec shared = SharedCodec.of(rows.sparkSession(), settings.model());
        settings.codebooks(shared.codec().config().numCodebooks());
        Integer codebooks = settings.codebooks() == 0 ? null : settings.codebooks();
        List<String> ids = new ArrayList<>();
        rows.selectExpr("coalesce(id, '')").collectAsList().forEach(row -> ids.add(row.getString(0)));
        Names names = Names.of(ids, SafeName::of);
        List<String> columns = List.of(rows.columns());
        MapFunction<Row, Row> decode = plain -> {
            NamedRow row = new NamedRow(plain, columns);
            String id = row.text("id");
            String file = names.of(id, SafeName.of(id)) + ".wav";
            try {
                TokenRow tokens = TokenColumns.tokenRow(row);
                RowToSpeech maker = new RowToSpeech(shared.codec(), codebooks, 1);
                maker.requireOurs(tokens);
                Waveform speech = maker.speech(tokens);
                return RowFactory.create(id, tokens.path(), file, speech.seconds(), wav(speech), null);
            } catch (IllegalArgumentException | BadInputException e) {
                String reason = "The row " + id + " cannot be decoded: " + e.getMessage() + ".";
                return RowFactory.create(id, row.text("path"), null, null, null, reason);
            }
        };
        return rows.map(decode, Encoders.row(SPEECH));
    }

    private static byte[] wav(Waveform speech) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioFiles.writeWav(speech, out);
        return out.toByteArray();
    }
}
