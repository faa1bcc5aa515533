package org.rnn4j.facade.optimizer;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.LuaNumbers;

/**
 * Writes numbers of each epoch to a file, a row of them at a time, and keeps them: Torch's {@code optim.Logger}.
 *
 * <pre>
 * Logger logger = optim.Logger("training.log").setNames("training error", "test error");
 * logger.add(0.31, 0.35);
 * </pre>
 *
 * The file has a line of names and a line for each row, with tabs between. Curves are drawn by a {@link Plotter}, which the program brings;
 * without one {@link #plot} says that it cannot.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/logger.md">Torch manual: Logger</a>
 */
public final class Logger {
    private static final String DEFAULT_STYLE = "+";
    private static final int WIDTH = 11;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'-'yyyy_MM_dd_HH:mm:ss");

    /** Draws curves. */
    @FunctionalInterface
    public interface Plotter {
        /**
         * Draws curves over 1, 2, 3, ...
         *
         * @param logger whose they are; it says whether the axis is logarithmic, and what else was set
         * @param curves at least one
         */
        void plot(Logger logger, List<Curve> curves);
    }

    /**
     * What is drawn as one line.
     *
     * @param name what it shows
     * @param values one for each row
     * @param style how, in gnuplot's way: {@code -}, {@code +}, {@code .}, {@code ~}, ...
     */
    public record Curve(String name, List<Double> values, String style) {}

    /** One name and what was added under it. */
    private static final class Column {
        private final Object name;
        private final List<Object> values = new ArrayList<>();
        private List<String> styles = List.of(DEFAULT_STYLE);

        Column(Object name) {
            this.name = name;
        }
    }

    private final String name;
    private final PrintStream file;
    private final Map<Object, Column> columns = new LinkedHashMap<>();
    private boolean empty = true;
    private boolean logscale;
    private boolean showPlot = true;
    private boolean warned;
    private @Nullable Plotter plotter;

    /** Writes to the standard output. */
    public Logger() {
        name = "stdout";
        file = System.out;
        System.out.println("<Logger> warning: no path provided, logging to std out");
    }

    /** Writes to a file, which is emptied first. */
    public Logger(String fileName) {
        this(fileName, false);
    }

    /**
     * Writes to a file, which is emptied first. Folders are made as needed.
     *
     * @param timestamp whether date and time follow the name
     */
    public Logger(String fileName, boolean timestamp) {
        name = fileName;
        Path path = Path.of(timestamp ? fileName + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) : fileName);
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            file = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Logger: expected a file that can be written, got " + path, e);
        }
    }

    /** Names the columns. */
    public Logger setNames(String... names) {
        return setNames(List.of(names));
    }

    /** Names the columns. */
    public Logger setNames(List<String> names) {
        List<Object> positions = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
            positions.add(i);
        }
        begin(positions, names);
        return this;
    }

    private void begin(List<Object> newKeys, List<?> newNames) {
        empty = false;
        columns.clear();
        for (int i = 0; i < newKeys.size(); i++) {
            columns.put(newKeys.get(i), new Column(newNames.get(i)));
            file.print(newNames.get(i) + "\t");
        }
        file.print("\n");
        file.flush();
    }

    /** Writes a row of numbers. */
    public void add(double... row) {
        List<Object> values = new ArrayList<>();
        for (double value : row) {
            values.add(value);
        }
        add(values);
    }

    /** Writes a row of numbers and texts. Without names, columns are called 1, 2, 3, ... */
    public void add(List<?> row) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Object value : row) {
            values.put(values.size() + 1, value);
        }
        addAll(values);
    }

    /** Writes a row of numbers and texts, each under its name; the first row names the columns. */
    public void add(Map<String, ?> row) {
        addAll(row);
    }

    private void addAll(Map<?, ?> row) {
        StringBuilder line = new StringBuilder();
        for (Object value : row.values()) {
            if (value instanceof Number number) {
                line.append(LuaNumbers.padded(LuaNumbers.exponential(number.doubleValue(), 4), WIDTH));
            } else if (value instanceof String) {
                line.append(value);
            } else {
                throw new IllegalArgumentException("Logger: expected numbers and texts, got " + value);
            }
            line.append('\t');
        }
        if (!empty && !columns.keySet().containsAll(row.keySet())) {
            throw new IllegalArgumentException("Logger: expected values for " + shown(column -> column.name)
                    + ", got some for " + List.copyOf(row.keySet()));
        }
        if (empty) {
            begin(List.copyOf(row.keySet()), List.copyOf(row.keySet()));
        }
        file.print(line.append('\n'));
        file.flush();
        columns.forEach((key, column) -> {
            Object value = row.get(key);
            if (value != null) {
                column.values.add(value instanceof Number number ? (Object) number.doubleValue() : value);
            }
        });
    }

    /**
     * Says how to draw each column.
     *
     * @param given a style, or a list of styles, for each
     */
    public Logger style(List<?> given) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Object value : given) {
            values.put(values.size() + 1, value);
        }
        return styleAll(values);
    }

    /**
     * Says how to draw columns, by name.
     *
     * @param given a style, or a list of styles, for each
     */
    public Logger style(Map<String, ?> given) {
        return styleAll(given);
    }

    private Logger styleAll(Map<?, ?> given) {
        given.forEach((key, value) -> style(value));
        columns.forEach((key, column) -> {
            Object value = given.get(key);
            column.styles = value == null ? column.styles : style(value);
        });
        return this;
    }

    private static List<String> style(@Nullable Object value) {
        if (value instanceof String style) {
            return List.of(style);
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("Logger: expected a style or a list of styles, got " + value);
    }

    /** Whether the axis of values is to be logarithmic. */
    public void setlogscale(boolean state) {
        logscale = state;
    }

    /** Whether plots are to be shown, and not only written. */
    public void display(boolean state) {
        showPlot = state;
    }

    /**
     * Says who draws.
     *
     * @return this
     */
    public Logger plotter(Plotter newPlotter) {
        plotter = newPlotter;
        return this;
    }

    /**
     * Draws columns of more than one row.
     *
     * @param names their names; none are all
     */
    public void plot(String... names) {
        if (plotter == null) {
            if (!warned) {
                System.out.println("<Logger> warning: cannot plot without a plotter");
                warned = true;
            }
            return;
        }
        List<Curve> curves = new ArrayList<>();
        for (Column column : columns.values()) {
            String title = String.valueOf(column.name);
            if ((names.length == 0 || List.of(names).contains(title)) && column.values.size() > 1) {
                List<Double> values = column.values.stream()
                        .map(value -> value instanceof Double number ? number : Double.valueOf(String.valueOf(value)))
                        .toList();
                column.styles.forEach(style -> curves.add(new Curve(title, values, style)));
            }
        }
        if (!curves.isEmpty()) {
            plotter.plot(this, curves);
        }
    }

    /** What the file was called, or {@code stdout}. */
    public String name() {
        return name;
    }

    /** Where Torch writes plots: the name of the file and {@code .eps}. */
    public String epsfile() {
        return name + ".eps";
    }

    /** The names of the columns: a list, positions where none were set, or by themselves where rows bring their names. */
    public Object names() {
        return shown(column -> column.name);
    }

    /** What was added: for each column a list of Doubles and texts. */
    public Object symbols() {
        return shown(column -> List.copyOf(column.values));
    }

    /** The styles of each column. */
    public Object styles() {
        return shown(column -> column.styles);
    }

    private Object shown(Function<Column, Object> what) {
        Map<Object, Object> shown = new LinkedHashMap<>();
        columns.forEach((key, column) -> shown.put(key, what.apply(column)));
        return nsymbols() == columns.size() ? List.copyOf(shown.values()) : shown;
    }

    /** How many columns have positions and no names of their own. */
    public int nsymbols() {
        return (int) columns.keySet().stream().filter(Integer.class::isInstance).count();
    }

    /** Whether the axis of values is to be logarithmic. */
    public boolean logscale() {
        return logscale;
    }

    /** Whether plots are to be shown. */
    public boolean showPlot() {
        return showPlot;
    }
}
