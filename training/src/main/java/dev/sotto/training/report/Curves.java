package dev.sotto.training.report;

import dev.sotto.training.loop.History;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The course of a run as a picture: the losses, and below them how evenly the codes of each codebook are used. */
public final class Curves {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 420;

    private Curves() {}

    /** Writes a PNG; nothing where no point has a loss that is a number. */
    public static void write(List<History.Point> all, Path png) throws IOException {
        List<History.Point> points =
                all.stream().filter(p -> Float.isFinite(p.training().loss())).toList();
        if (points.isEmpty()) {
            return;
        }
        BitmapEncoder.saveBitmap(
                List.of(envelopes(points), detail(points), voices(points), perplexities(points)),
                2,
                2,
                png.toString(),
                BitmapEncoder.BitmapFormat.PNG);
    }

    private static XYChart envelopes(List<History.Point> points) {
        XYChart chart = chart("Envelope", "mean error, dB", false);
        add(chart, "trained on", points, p -> p.training().envelope());
        add(
                chart,
                "held out",
                points.stream().filter(p -> !Float.isNaN(p.devEnvelope())).toList(),
                History.Point::devEnvelope);
        return chart;
    }

    private static XYChart detail(List<History.Point> points) {
        XYChart chart = chart("Detail of the envelope", "share of the original's", false);
        add(chart, "point to point", points, p -> p.training().pointDetail());
        add(chart, "step to step", points, p -> p.training().stepDetail());
        return chart;
    }

    private static XYChart voices(List<History.Point> points) {
        XYChart chart = chart("Pitch and voicing", "cents, % of the steps", true);
        add(chart, "pitch, cents", points, p -> p.training().pitch());
        add(chart, "voicing, % wrong", points, p -> p.training().voicing());
        List<History.Point> opposed =
                points.stream().filter(p -> p.training().discriminator() > 0).toList();
        add(chart, "discriminator's loss", opposed, p -> p.training().discriminator());
        return chart;
    }

    private static void add(
            XYChart chart, String name, List<History.Point> points, ToDoubleFunction<History.Point> of) {
        if (!points.isEmpty()) {
            series(chart, name, hours(points), points.stream().mapToDouble(of).toArray());
        }
    }

    private static XYChart perplexities(List<History.Point> points) {
        XYChart chart = chart("Perplexity of each codebook", "codes", false);
        List<History.Point> quantized =
                points.stream().filter(p -> p.perplexities().length > 0).toList();
        int codebooks = quantized.isEmpty() ? 0 : quantized.get(0).perplexities().length;
        for (int q = 0; q < codebooks; q++) {
            int codebook = q;
            series(
                    chart,
                    "codebook " + (q + 1),
                    hours(quantized),
                    quantized.stream()
                            .mapToDouble(p -> p.perplexities()[codebook])
                            .toArray());
        }
        return chart;
    }

    private static XYChart chart(String title, String unit, boolean logarithmic) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("hours of speech heard")
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        chart.getStyler().setXAxisDecimalPattern("0.0");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void series(XYChart chart, String name, double[] x, double[] y) {
        // A line of one point cannot be seen.
        chart.addSeries(name, x, y).setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    private static double[] hours(List<History.Point> points) {
        return Arrays.stream(
                        points.stream().mapToDouble(History.Point::audioSeconds).toArray())
                .map(seconds -> seconds / 3600)
                .toArray();
    }
}
