package dev.sotto.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table of words and numbers as people are to read them, one row a line. */
public record Sheet(List<String> headings, List<List<String>> rows) {

    /** What stands where there is no number. */
    static final String NOTHING = "-";

    /** As Markdown with columns of one width each, numbers to the right: good in a terminal, too. */
    public String markdown() {
        int[] widths = IntStream.range(0, headings.size()).map(this::width).toArray();
        List<String> rule = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            rule.add("-".repeat(widths[column] - 1) + (column == 0 ? "-" : ":"));
        }
        StringBuilder text = new StringBuilder();
        line(text, headings, widths);
        line(text, rule, widths);
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(3, headings.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElseThrow();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            text.append("| ").append(column == 0 ? cell + space : space + cell).append(' ');
        }
        text.append("|\n");
    }
}
