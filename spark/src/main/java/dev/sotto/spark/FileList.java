package dev.sotto.spark;

import dev.sotto.BadInputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the driver finds out about files before any is read: the ids of their rows, and which are too long. */
record FileList(Paths paths, Names names, boolean hasTooLong, long longest) implements Serializable {

    private static final String LIMIT = "spark.sql.sources.binaryFile.maxLength";

    /** @throws BadInputException for a path that is there twice */
    static FileList of(Dataset<Row> files, List<String> roots) {
        long longest = Long.parseLong(files.sparkSession().conf().get(LIMIT, Integer.toString(Integer.MAX_VALUE)));
        List<String> columns = new ArrayList<>(List.of(files.columns()));
        columns.retainAll(List.of("path", "id", "length"));
        columns.remove("path");
        columns.add(0, "path");
        List<String> found = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        boolean tooLong = false;
        for (Row row : files.selectExpr(columns.toArray(new String[0])).collectAsList()) {
            NamedRow file = new NamedRow(row, columns);
            String path = file.text("path");
            found.add(path);
            if (!file.text("id").isBlank()) {
                given.put(path, file.text("id"));
            }
            tooLong |= file.number("length", 0).longValue() > longest;
        }
        Paths paths = new Paths(roots, found);
        Names names = Names.of(found, path -> given.getOrDefault(path, paths.id(path)));
        return new FileList(paths, names, tooLong, longest);
    }

    String id(NamedRow file) {
        String path = file.text("path");
        String given = file.text("id");
        return names.of(path, given.isBlank() ? paths.id(path) : given);
    }

    String tooLong(String path) {
        return path + " is longer than " + longest + " bytes, which Spark's binaryFile does not read (" + LIMIT
                + "): cut it into several.";
    }
}
