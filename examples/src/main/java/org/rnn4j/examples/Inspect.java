package org.rnn4j.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.io.TorchFile;
import org.rnn4j.facade.io.TorchObject;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in a file of Torch's: a line for each entry, modules as Torch prints them. */
@Command(
        name = "inspect",
        description = {
            "Prints what is in a .t7 file, binary or ascii: tables, sizes of tensors, modules as Torch prints them.",
            "Nothing in the file is run. What was met before is shown as (as above)."
        })
final class Inspect implements Callable<Integer> {
    private static final String INDENT = "  ";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that torch.save wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private Path file;

    @Option(names = "--raw", description = "Show the fields of modules and criterions, as the file has them.")
    private boolean raw;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Show tables inside tables down to this depth (default: ${DEFAULT-VALUE}).")
    private int depth = 4;

    private final Map<Object, Boolean> shown = new IdentityHashMap<>();

    @Override
    public Integer call() {
        Object value = raw ? TorchFile.loadObjects(file, null, null, 0) : TorchFile.load(file);
        PrintWriter out = spec.commandLine().getOut();
        show(out, "", "", value);
        out.flush();
        return 0;
    }

    private void show(PrintWriter out, String indent, String name, @Nullable Object value) {
        boolean leadsOn = value instanceof LuaTable || value instanceof TorchObject;
        boolean isKnown = leadsOn && shown.put(value, true) != null;
        out.println(indent + name + text(value).replace("\n", "\n" + indent) + (isKnown ? " (as above)" : ""));
        LuaTable entries = value instanceof TorchObject object ? object.fields() : null;
        if (value instanceof LuaTable table) {
            entries = table;
        }
        if (entries == null || isKnown) {
            return;
        }
        if (indent.length() >= INDENT.length() * depth) {
            out.println(indent + INDENT + (entries.size() > 0 ? "..." : "(nothing)"));
            return;
        }
        List<Object> keys = new ArrayList<>();
        entries.forEach((key, entry) -> keys.add(key));
        for (Object key : keys) {
            show(out, indent + INDENT, text(key) + ": ", entries.get(key));
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        if (value instanceof Tensor tensor) {
            return tensor.type() + " " + Arrays.toString(tensor.size());
        }
        if (value instanceof Storage storage) {
            return storage.type().storageName() + " of " + storage.size();
        }
        if (value instanceof LuaTable table) {
            return "table of " + table.size();
        }
        if (value instanceof Module module && !(value instanceof TorchObject)) {
            long numbers = module.parameters().distinct().weights().stream()
                    .mapToLong(Tensor::nElement)
                    .sum();
            return module + "\n" + numbers + " numbers learned, "
                    + module.elementType().tensorName();
        }
        return value.toString();
    }
}
