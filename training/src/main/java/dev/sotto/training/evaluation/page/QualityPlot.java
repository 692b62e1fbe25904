package dev.sotto.training.evaluation.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One measure over the bitrate, a line for each codec, as SVG whose colours the page's style sheet sets. */
final class QualityPlot {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 330;
    private static final int LEFT = 52;
    private static final int RIGHT = 74;
    private static final int TOP = 40;
    private static final int BOTTOM = 46;
    private static final int MAX_TICKS = 6;
    private static final double MARGIN = 0.06;
    /** Between two names at the ends of lines. */
    private static final int LINE_HEIGHT = 15;

    /** Shapes as well as colours: circle, square, triangle, diamond. */
    private static final List<String> MARKS = List.of(
            "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
            "M-4.5 -4.5h9v9h-9z",
            "M0 -5.5L5.5 4.5H-5.5z",
            "M0 -6L6 0L0 6L-6 0z");

    private final String title;
    private final List<Series> series;
    private final Scale y;
    private final double lowest;
    private final double highest;

    /** @param family the codec's name; points in the order of their bitrates */
    record Series(String family, List<Point> points) {
        Point last() {
            return points.get(points.size() - 1);
        }
    }

    record Point(String name, double kbps, double value) {}

    private record Scale(double low, double high, double step) {}

    /** @param series each of at least one point */
    QualityPlot(String title, List<Series> series) {
        this.title = title;
        this.series = series;
        List<Point> all = series.stream().flatMap(s -> s.points().stream()).toList();
        this.y = scale(
                all.stream().mapToDouble(Point::value).min().orElse(0),
                all.stream().mapToDouble(Point::value).max().orElse(1));
        this.lowest = powerOfTwo(
                Math.floor(log2(all.stream().mapToDouble(Point::kbps).min().orElse(0.5))));
        double most = powerOfTwo(
                Math.ceil(log2(all.stream().mapToDouble(Point::kbps).max().orElse(8))));
        this.highest = Math.max(most, 2 * lowest);
    }

    private static double log2(double value) {
        return Math.log(Math.max(value, 0.01)) / Math.log(2);
    }

    private static double powerOfTwo(double exponent) {
        return Math.pow(2, exponent);
    }

    private static Scale scale(double min, double max) {
        double range = Math.max(max - min, 1e-3) * (1 + 2 * MARGIN);
        double low = (min + max - range) / 2;
        double power = Math.pow(10, Math.floor(Math.log10(range / MAX_TICKS)));
        double step = power;
        for (int factor : new int[] {2, 5, 10}) {
            if (range / step > MAX_TICKS) {
                step = factor * power;
            }
        }
        return new Scale(low, low + range, step);
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over kbps; the table has the same numbers\">\n",
                WIDTH, HEIGHT, Html.escape(title)));
        svg.append(text("<text class=\"title\" x=\"%d\" y=\"20\">%s</text>\n", LEFT, Html.escape(title)));
        axes(svg);
        List<Series> byHeight = new ArrayList<>(series);
        byHeight.sort(Comparator.comparingDouble(s -> y(s.last().value())));
        double free = TOP;
        for (Series each : byHeight) {
            double label = Math.max(free, y(each.last().value()) + 4);
            free = label + LINE_HEIGHT;
            draw(svg, each, series.indexOf(each), label);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        int right = WIDTH - RIGHT;
        int bottom = HEIGHT - BOTTOM;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(y.step * 1.0001)));
        for (double tick = Math.ceil(y.low / y.step) * y.step; tick <= y.high; tick += y.step) {
            svg.append(text(
                    "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>\n",
                    LEFT, y(tick), right, LEFT - 8, y(tick) + 4, text("%." + decimals + "f", tick)));
        }
        for (double kbps = lowest; kbps <= highest; kbps *= 2) {
            svg.append(text(
                    "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text class=\"tick middle\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    x(kbps), TOP, bottom, x(kbps), bottom + 18, kbps < 1 ? text("%s", kbps) : text("%.0f", kbps)));
        }
        svg.append(text(
                "<text class=\"tick middle\" x=\"%d\" y=\"%d\">kbps, logarithmic</text>\n",
                (LEFT + right) / 2, bottom + 38));
    }

    private void draw(StringBuilder svg, Series each, int colour, double label) {
        StringBuilder path = new StringBuilder();
        for (Point point : each.points()) {
            path.append(text("%s%.1f %.1f", path.length() == 0 ? "M" : "L", x(point.kbps()), y(point.value())));
        }
        svg.append(text("<g class=\"series s%d\">\n<path class=\"line\" d=\"%s\"/>\n", colour, path));
        for (Point point : each.points()) {
            svg.append(text(
                    "<path class=\"mark\" transform=\"translate(%.1f %.1f)\" d=\"%s\"><title>%s, %.2f kbps: %.3f</title>"
                            + "</path>\n",
                    x(point.kbps()),
                    y(point.value()),
                    MARKS.get(colour % MARKS.size()),
                    Html.escape(point.name()),
                    point.kbps(),
                    point.value()));
        }
        svg.append(text(
                "<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>\n</g>\n",
                x(each.last().kbps()) + 10, label, Html.escape(each.family())));
    }

    private double x(double kbps) {
        double share = log2(kbps / lowest) / log2(highest / lowest);
        return LEFT + share * (WIDTH - RIGHT - LEFT);
    }

    private double y(double value) {
        double share = (value - y.low) / (y.high - y.low);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
