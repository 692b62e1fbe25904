package dev.sotto.training.report;

import dev.sotto.training.loop.History;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
                all.stream().filter(p -> Float.isFinite(p.loss())).toList();
        if (points.isEmpty()) {
            return;
        }
        BitmapEncoder.saveBitmap(
                List.of(losses(points), perplexities(points)), 2, 1, png.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static XYChart losses(List<History.Point> points) {
        XYChart chart = chart("Loss", "loss", true);
        double[] hours = hours(points);
        series(
                chart,
                "all",
                hours,
                points.stream().mapToDouble(History.Point::loss).toArray());
        series(
                chart,
                "reconstruction",
                hours,
                points.stream().mapToDouble(History.Point::reconstruction).toArray());
        List<History.Point> quantized =
                points.stream().filter(p -> p.commitment() > 0).toList();
        if (!quantized.isEmpty()) {
            series(
                    chart,
                    "commitment",
                    hours(quantized),
                    quantized.stream().mapToDouble(History.Point::commitment).toArray());
        }
        List<History.Point> opposed =
                points.stream().filter(p -> p.discriminator() > 0).toList();
        if (!opposed.isEmpty()) {
            series(
                    chart,
                    "discriminator",
                    hours(opposed),
                    opposed.stream().mapToDouble(History.Point::discriminator).toArray());
        }
        return chart;
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
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
    }

    private static double[] hours(List<History.Point> points) {
        return Arrays.stream(
                        points.stream().mapToDouble(History.Point::audioSeconds).toArray())
                .map(seconds -> seconds / 3600)
                .toArray();
    }
}
