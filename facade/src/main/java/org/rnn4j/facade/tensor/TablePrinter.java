package org.rnn4j.facade.tensor;

/** Writes tables as Torch's {@code print} does: a line for each entry, tensors as their type and sizes. */
final class TablePrinter {
    private static final int DEEPEST = 16;

    private final StringBuilder text = new StringBuilder();

    private TablePrinter() {}

    static String print(Table table) {
        if (table.size() == 0) {
            return "{}";
        }
        TablePrinter printer = new TablePrinter();
        printer.table(table, 0);
        return printer.text.toString();
    }

    private void table(Table table, int depth) {
        String indent = "    ".repeat(depth);
        text.append(indent).append("{\n");
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            if (entry != null) {
                text.append(indent).append("  ").append(i).append(" : ");
                entry(entry, depth);
                text.append('\n');
            }
        }
        text.append(indent).append('}');
    }

    private void entry(Activity entry, int depth) {
        if (entry instanceof Tensor tensor) {
            text.append(tensor.elementType().simpleName()).append(" - ");
            text.append(tensor.dim() == 0 ? "empty" : "size: " + TensorPrinter.sizes(tensor));
        } else if (depth >= DEEPEST || entry.toTable().size() == 0) {
            text.append("{...}");
        } else {
            text.append('\n');
            table(entry.toTable(), depth + 1);
        }
    }
}
