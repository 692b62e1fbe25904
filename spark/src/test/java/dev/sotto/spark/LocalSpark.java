package dev.sotto.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark in this JVM, two tasks at a time. */
final class LocalSpark {

    private LocalSpark() {}

    /** @param folder for what it leaves behind */
    static SparkSession start(Path folder) {
        return SparkSession.builder()
                .master("local[2]")
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.local.dir", folder.resolve("local").toString())
                // Files are small: one a task, so that tasks meet in the codec.
                .config("spark.sql.files.maxPartitionBytes", 40_000)
                .config("spark.sql.files.openCostInBytes", 0)
                .getOrCreate();
    }
}
