package dev.sotto.training.evaluation.page;

import dev.sotto.training.evaluation.Sheet;
import java.util.List;

/** Pieces of HTML. */
final class Html {

    private Html() {}

    /** Any text, for between tags and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * A sheet, which scrolls by itself where the page is narrower.
     *
     * @param split how many rows are apart from the rest, set off by a line; 0 for none
     */
    static String table(Sheet sheet, String caption, int split) {
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(escape(caption))
                .append("\">\n<table>\n<caption>")
                .append(escape(caption))
                .append("</caption>\n<thead><tr>");
        sheet.headings().forEach(heading -> html.append("<th scope=\"col\">")
                .append(escape(heading))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < sheet.rows().size(); i++) {
            if (i > 0 && i == split) {
                html.append("</tbody>\n<tbody>\n");
            }
            row(html, sheet.rows().get(i));
        }
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static void row(StringBuilder html, List<String> cells) {
        html.append("<tr><th scope=\"row\">").append(escape(cells.get(0))).append("</th>");
        cells.stream().skip(1).forEach(cell -> html.append("<td>")
                .append(escape(cell.equals("-") ? "–" : cell))
                .append("</td>"));
        html.append("</tr>\n");
    }
}
