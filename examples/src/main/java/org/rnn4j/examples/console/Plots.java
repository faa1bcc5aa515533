package org.rnn4j.examples.console;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots, as PNG pictures. */
public final class Plots {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 500;
    private static final int TICK_SPACING = 100;
    private static final double UNEVEN = 0.001;
    private static final Color FIRST = new Color(0x1f77b4);
    private static final Color SECOND = new Color(0xd62728);

    private Plots() {}

    /** The loss over the iterations, on a logarithmic scale. */
    public static void losses(double[] losses, OutputStream png) throws IOException {
        XYChart chart = chart("Training", "iteration", "loss");
        LogAxis axis = LogAxis.of(losses);
        // Zero has no place on a logarithmic scale.
        double[] positive =
                Arrays.stream(losses).map(loss -> Math.max(loss, axis.min())).toArray();
        line(chart, "loss", positive, FIRST);
        chart.getStyler()
                .setYAxisMin(axis.min())
                .setYAxisMax(axis.max())
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(false)
                .setYAxisTickLabelsFormattingFunction(axis::label)
                .setLegendVisible(false);
        write(chart, png);
    }

    /** What was predicted, beside what it should have been. */
    public static void prediction(Prediction prediction, OutputStream png) throws IOException {
        XYChart chart = chart(prediction.toString(), "step", "value");
        line(chart, "target", prediction.target(), FIRST);
        line(chart, "prediction", prediction.predicted(), SECOND);
        write(chart, png);
    }

    private static XYChart chart(String title, String xAxis, String yAxis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setChartBackgroundColor(Color.WHITE);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisTickMarkSpacingHint(TICK_SPACING)
                .setXAxisDecimalPattern("0");
        return chart;
    }

    private static void line(XYChart chart, String name, double[] values, Color color) {
        double[] steps =
                IntStream.rangeClosed(1, values.length).mapToDouble(i -> i).toArray();
        // XChart counts points that lie evenly, and marks every 7th or so.
        steps[0] += UNEVEN;
        chart.addSeries(name, steps, values)
                .setMarker(values.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(new BasicStroke(2));
    }

    private static void write(XYChart chart, OutputStream png) throws IOException {
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png);
    }
}
