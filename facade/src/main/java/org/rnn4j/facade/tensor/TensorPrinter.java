package org.rnn4j.facade.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes tensors as Torch's {@code tostring} does. */
final class TensorPrinter {
    private static final int LINE = 80;

    private final Tensor tensor;
    private final PrintFormat format;
    private final StringBuilder text = new StringBuilder();

    private TensorPrinter(Tensor tensor) {
        this.tensor = tensor;
        format = PrintFormat.of(tensor.toDoubleArray());
    }

    static String print(Tensor tensor) {
        if (tensor.dim() == 0) {
            return "[" + tensor.type() + " with no dimension]\n";
        }
        TensorPrinter printer = new TensorPrinter(tensor);
        switch (tensor.dim()) {
            case 1 -> printer.vector();
            case 2 -> printer.matrix(tensor, "");
            default -> printer.slices();
        }
        return printer.text + "[" + tensor.type() + " of size " + sizes(tensor) + "]\n";
    }

    /** The sizes with an x between them. */
    static String sizes(Tensor tensor) {
        return Arrays.stream(tensor.size()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    private void vector() {
        if (format.isScaled()) {
            text.append(format.scale()).append(" *\n");
        }
        for (long i = 1; i <= tensor.size(1); i++) {
            text.append(format.format(tensor.get(i))).append('\n');
        }
    }

    /** One matrix after the other, the first index fastest. */
    private void slices() {
        int counted = tensor.dim() - 2;
        long[] index = new long[counted];
        Arrays.fill(index, 1);
        int turned = 0;
        while (turned < counted) {
            text.append(text.isEmpty() ? "(" : "\n(");
            Tensor slice = tensor;
            for (long i : index) {
                text.append(i).append(',');
                slice = slice.select(1, i);
            }
            text.append(".,.) = \n");
            matrix(slice, " ");
            turned = 0;
            while (turned < counted && ++index[turned] > tensor.size(turned + 1)) {
                index[turned++] = 1;
            }
        }
    }

    /** A matrix in blocks of as many columns as fit in a line. Torch indents all lines but the headings of the later blocks. */
    private void matrix(Tensor matrix, String indent) {
        long columns = matrix.size(2);
        int perLine = format.perLine(LINE - indent.length());
        String margin = format.isScaled() ? indent + " " : indent;
        text.append(indent);
        for (long first = 1; first <= columns; first += perLine) {
            long last = Math.min(columns, first + perLine - 1);
            if (perLine < columns) {
                text.append(first > 1 ? "\n" : "").append("Columns ").append(first);
                text.append(" to ").append(last).append('\n').append(indent);
            }
            if (format.isScaled()) {
                text.append(format.scale()).append(" *\n").append(margin);
            }
            for (long row = 1; row <= matrix.size(1); row++) {
                text.append(row > 1 ? margin : "");
                for (long column = first; column <= last; column++) {
                    text.append(column > first ? " " : "").append(format.format(matrix.get(row, column)));
                }
                text.append('\n');
            }
        }
    }
}
