package org.rnn4j.benchmarks.growth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Several series in one picture, from zero up: what does not grow is flat. */
final class GrowthPlot {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private GrowthPlot() {}

    static void draw(String title, List<Series> series, OutputStream png) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(series.get(0).unit())
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisMin(0.0)
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE);
        for (Series one : series) {
            chart.addSeries(
                            one.name() + ", by " + one.against(),
                            new ArrayList<>(one.points().keySet()),
                            new ArrayList<>(one.points().values()))
                    .setLineStyle(new BasicStroke(2));
        }
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png);
    }
}
