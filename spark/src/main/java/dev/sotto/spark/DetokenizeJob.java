package dev.sotto.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto-spark detokenize}. */
@Command(
        name = "detokenize",
        mixinStandardHelpOptions = true,
        description = "Make WAV files of tokens in Parquet: DIR/speech/ID.wav, and what could not be decoded in"
                + " DIR/failed.",
        footerHeading = "%nExamples:%n",
        footer = {"  sotto-spark detokenize /data/tokens/tokens --out /data/heard"})
final class DetokenizeJob implements Callable<Integer> {

    private static final StructType DONE = new StructType()
            .add("id", DataTypes.StringType)
            .add("path", DataTypes.StringType)
            .add("duration", DataTypes.DoubleType)
            .add(TokenColumns.REASON, DataTypes.StringType);

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Parquet files or folders of them.")
    private List<String> inputs;

    @Option(
            names = "--codebooks",
            paramLabel = "N",
            defaultValue = "0",
            description = "Use only the first N codebooks. Default: all that a row has.")
    private int codebooks;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TokenSettings settings = new TokenSettings(options.model(), codebooks, false, List.of());
        SparkSession session = options.session("sotto detokenize");
        options.requireNothingThere(session);
        Dataset<Row> rows = session.read().parquet(inputs.toArray(new String[0]));
        if (!List.of(rows.columns()).containsAll(List.of("id", TokenColumns.TOKENS))) {
            throw new BadInputException(
                    String.join(", ", inputs) + " has no columns 'id' and 'tokens': name tokens that"
                            + " sotto tokenize or sotto-spark tokenize has made");
        }
        Broadcast<SerializableConfiguration> hadoop = JavaSparkContext.fromSparkContext(session.sparkContext())
                .broadcast(new SerializableConfiguration(session.sparkContext().hadoopConfiguration()));
        String folder = options.out("speech");
        Dataset<Row> speech = Tokens.detokenize(rows, settings);
        List<String> columns = List.of(speech.columns());
        MapFunction<Row, Row> write = plain -> {
            NamedRow row = new NamedRow(plain, columns);
            if (row.has("wav")) {
                write(new Path(folder, row.text("file")), row.bytes("wav"), hadoop.value());
            }
            return RowFactory.create(
                    row.text("id"),
                    row.text("path"),
                    row.number("duration", null),
                    row.has(TokenColumns.REASON) ? row.text(TokenColumns.REASON) : null);
        };
        Dataset<Row> done = speech.map(write, Encoders.row(DONE)).persist(StorageLevel.MEMORY_AND_DISK());
        long all = done.count();
        options.write(Tokens.failures(done).coalesce(1), "failed");
        long failed = Tokens.failures(done).count();
        Row seconds =
                done.filter(col("duration").isNotNull()).agg(sum("duration")).first();
        done.unpersist();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d files (%.2f h), %d failed%n",
                        folder,
                        all - failed,
                        seconds.isNullAt(0) ? 0 : seconds.getDouble(0) / 3600,
                        failed);
        return 0;
    }

    /** Whole or not at all: a task may be run twice, and at the same time. */
    private static void write(Path file, byte[] wav, SerializableConfiguration hadoop) throws IOException {
        FileSystem system = file.getFileSystem(hadoop.value());
        Path part = new Path(
                file.getParent(), "." + file.getName() + "." + TaskContext.get().taskAttemptId() + ".part");
        try (OutputStream out = system.create(part, true)) {
            out.write(wav);
        }
        if (!system.rename(part, file)) {
            system.delete(part, false);
            if (!system.exists(file)) {
                throw new IOException("could not write " + file);
            }
        }
    }
}
