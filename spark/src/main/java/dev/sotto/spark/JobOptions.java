package dev.sotto.spark;

import dev.sotto.BadInputException;
import dev.sotto.command.ModelOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both jobs take. */
final class JobOptions {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the results go, on whatever Spark writes to; must not be there yet.")
    private String out;

    @Mixin
    private ModelOption model;

    SparkSession session(String name) {
        return SparkSession.builder().appName(name).getOrCreate();
    }

    /** Of a file of the driver's machine. */
    Optional<byte[]> model() throws IOException {
        // Checks it, too, and says what is wrong.
        model.model();
        return model.file().isEmpty()
                ? Optional.empty()
                : Optional.of(Files.readAllBytes(model.file().orElseThrow()));
    }

    String out(String table) {
        return out.replaceAll("/+$", "") + "/" + table;
    }

    void requireNothingThere(SparkSession session) throws IOException {
        Path path = new Path(out);
        if (path.getFileSystem(session.sparkContext().hadoopConfiguration()).exists(path)) {
            throw new BadInputException(out + " is there already: give --out a folder that is not");
        }
    }

    /** Uncompressed, as the command writes it: dictionaries bring tokens down to their bits. */
    void write(Dataset<Row> table, String name) {
        table.write().option("compression", "uncompressed").parquet(out(name));
    }
}
