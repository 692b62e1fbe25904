package dev.sotto.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import dev.sotto.BadInputException;
import dev.sotto.command.BitrateOptions;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.model.ModelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto-spark tokenize}. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = "Make tokens of many recordings: the rows of sotto tokenize --format parquet in DIR/tokens, and"
                + " what could not be used in DIR/failed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto-spark tokenize /data/speech --out /data/tokens",
            "  sotto-spark tokenize s3a://bucket/speech --out s3a://bucket/tokens --kbps 1.5",
            "  sotto-spark tokenize 'hdfs://nameservice/speech/*/*.flac' --out hdfs://nameservice/tokens"
        })
final class TokenizeJob implements Callable<Integer> {

    private static final String SIGNS = "*?[{";

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders, with those in them, and patterns: whatever Spark reads. Files with the names of"
                    + " audio files count.")
    private List<String> inputs;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "How many files the rows are spread over, in the order of their paths. Default: one for"
                    + " each of the parts that they were made in.")
    private Integer partitions;

    @Option(
            names = "--accept-truncated",
            description = "Of files that are cut short or damaged take what comes before; the column 'truncated' says"
                    + " what is missing.")
    private boolean acceptTruncated;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (partitions != null && partitions < 1) {
            throw new BadInputException("--partitions must be at least 1, is " + partitions);
        }
        Optional<byte[]> model = options.model();
        ModelFile file = model.map(bytes -> ModelFile.read(bytes, "the model")).orElseGet(ModelFile::bundled);
        int codebooks = bitrate.codebooks(file.config());
        SparkSession session = options.session("sotto tokenize");
        options.requireNothingThere(session);
        List<String> roots = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (String input : inputs) {
            String qualified = qualified(session, input);
            paths.add(qualified);
            roots.add(root(qualified));
        }
        Dataset<Row> files = session.read()
                .format("binaryFile")
                .option("recursiveFileLookup", true)
                .option("pathGlobFilter", audio())
                .load(paths.toArray(new String[0]));
        if (files.inputFiles().length == 0) {
            throw new BadInputException(String.join(", ", inputs) + " holds no audio file: name a folder that does");
        }
        Dataset<Row> outcomes = Tokens.tokenize(files, new TokenSettings(model, codebooks, acceptTruncated, roots))
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> rows = Tokens.rows(outcomes);
        int parts = partitions == null ? outcomes.rdd().getNumPartitions() : partitions;
        options.write(rows.repartitionByRange(parts, col("path")).sortWithinPartitions("path"), "tokens");
        options.write(Tokens.failures(outcomes).coalesce(1), "failed");
        Row sums = rows.agg(count("id"), sum("duration")).first();
        long failed = Tokens.failures(outcomes).count();
        outcomes.unpersist();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d rows of %d codebooks (%.2f h), %d failed%n",
                        options.out("tokens"),
                        sums.getLong(0),
                        codebooks,
                        sums.isNullAt(1) ? 0 : sums.getDouble(1) / 3600,
                        failed);
        return 0;
    }

    /** With scheme and folder, as Spark names the files that it finds there. */
    private static String qualified(SparkSession session, String input) throws IOException {
        Path path = new Path(input);
        FileSystem system = path.getFileSystem(session.sparkContext().hadoopConfiguration());
        return system.makeQualified(path).toString();
    }

    /** The folder itself, or up to the first sign of a pattern. */
    private static String root(String qualified) {
        for (int i = 0; i < qualified.length(); i++) {
            if (SIGNS.indexOf(qualified.charAt(i)) >= 0) {
                return qualified.substring(0, qualified.lastIndexOf('/', i));
            }
        }
        return qualified;
    }

    /** A pattern for the names of audio files, capitals or not. */
    private static String audio() {
        return RecordingFinder.extensions().stream()
                .sorted()
                .map(extension -> extension
                        .chars()
                        .mapToObj(c -> Character.isLetter(c)
                                ? "[" + (char) c + (char) Character.toUpperCase(c) + "]"
                                : "" + (char) c)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(",", "*.{", "}"));
    }
}
