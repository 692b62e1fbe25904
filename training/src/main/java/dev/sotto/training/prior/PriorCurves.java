package dev.sotto.training.prior;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The course of a run as a picture: what the tokens cost in training, and what they cost held out. */
public final class PriorCurves {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 420;

    private PriorCurves() {}

    /** Writes a PNG; nothing where there is no point. */
    public static void write(List<PriorPoint> points, double frameRate, Path png) throws IOException {
        List<PriorPoint> finite =
                points.stream().filter(p -> Double.isFinite(p.trainBits())).toList();
        if (finite.isEmpty()) {
            return;
        }
        XYChart train = chart("Training: a token, with 1 to all codebooks", "bits a token");
        add(train, finite, frameRate, "training", PriorPoint::trainBits);
        List<PriorPoint> measured =
                finite.stream().filter(p -> Double.isFinite(p.devBits())).toList();
        if (measured.isEmpty()) {
            BitmapEncoder.saveBitmap(train, png.toString(), BitmapEncoder.BitmapFormat.PNG);
            return;
        }
        XYChart dev = chart("Held-out speech, a key packet every second", "bits a frame");
        add(dev, measured, frameRate, "held out", PriorPoint::devBits);
        BitmapEncoder.saveBitmap(List.of(train, dev), 2, 1, png.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static XYChart chart(String title, String unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("hours of speech heard")
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setXAxisDecimalPattern("0.0");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void add(
            XYChart chart, List<PriorPoint> points, double frameRate, String name, ToDoubleFunction<PriorPoint> of) {
        double[] hours =
                points.stream().mapToDouble(p -> p.frames() / frameRate / 3600).toArray();
        chart.addSeries(name, hours, points.stream().mapToDouble(of).toArray())
                .setMarker(points.size() > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }
}
