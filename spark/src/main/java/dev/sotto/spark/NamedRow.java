package dev.sotto.spark;

import java.util.List;
import org.apache.spark.sql.Row;

/** A row that knows its columns: those that come from one function to the next have forgotten them. */
record NamedRow(Row row, List<String> columns) {

    boolean has(String column) {
        int place = columns.indexOf(column);
        return place >= 0 && !row.isNullAt(place);
    }

    /** As text; empty where there is nothing. */
    String text(String column) {
        return has(column) ? row.get(columns.indexOf(column)).toString() : "";
    }

    Number number(String column, Number otherwise) {
        return has(column) ? (Number) row.get(columns.indexOf(column)) : otherwise;
    }

    byte[] bytes(String column) {
        return has(column) ? (byte[]) row.get(columns.indexOf(column)) : new byte[0];
    }

    <T> List<T> list(String column) {
        return has(column) ? row.getList(columns.indexOf(column)) : List.of();
    }
}
