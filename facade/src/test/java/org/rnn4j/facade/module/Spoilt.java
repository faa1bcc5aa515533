package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Something that is not what a module asks for, made from what it does.
 *
 * @param how what is wrong with it
 */
record Spoilt(String how, @Nullable Activity activity) {
    /** All that is done to {@code good}: to the whole, and if it is a table to each of its entries. */
    static List<Spoilt> of(Activity good) {
        List<Spoilt> all = new ArrayList<>();
        all.add(new Spoilt("null", null));
        all.add(new Spoilt("an empty table", new Table()));
        all.add(new Spoilt("an empty tensor", new Tensor(ElementType.DOUBLE)));
        spoil(good, "", all);
        return all;
    }

    private static void spoil(Activity good, String where, List<Spoilt> all) {
        if (good instanceof Tensor tensor) {
            spoilTensor(tensor, where, all);
            return;
        }
        Table table = good.toTable();
        all.add(new Spoilt("an entry alone" + where, table.get(1)));
        all.add(new Spoilt("an entry too many" + where, table.copy().insert(table.get(1))));
        Table shorter = table.copy();
        shorter.truncate(table.size() - 1);
        all.add(new Spoilt("an entry missing" + where, shorter));
        for (int i = 1; i <= table.size(); i++) {
            int index = i;
            if (i < table.size()) {
                all.add(new Spoilt("a hole" + where + " at " + i, table.copy().set(i, null)));
            }
            List<Spoilt> entries = new ArrayList<>();
            spoil(table.get(i), where + " at " + i, entries);
            entries.forEach(entry -> all.add(new Spoilt(entry.how, table.copy().set(index, entry.activity))));
        }
    }

    private static void spoilTensor(Tensor tensor, String where, List<Spoilt> all) {
        all.add(new Spoilt("a table around it" + where, Table.of(tensor)));
        all.add(new Spoilt("no elements" + where, new Tensor(tensor.elementType())));
        if (tensor.elementType().isFloatingPoint()) {
            all.add(new Spoilt("floats" + where, tensor.to(ElementType.FLOAT)));
            all.add(new Spoilt("longs" + where, tensor.to(ElementType.LONG)));
        } else {
            all.add(new Spoilt("too large numbers" + where, tensor.copy().fill(100)));
            all.add(new Spoilt("negative numbers" + where, tensor.copy().fill(-1)));
        }
        long[] sizes = tensor.size();
        for (int d = 1; d <= sizes.length; d++) {
            long[] wider = tensor.size();
            wider[d - 1]++;
            Tensor larger = new Tensor(tensor.elementType(), wider).fill(1);
            larger.narrow(d, 1, sizes[d - 1]).copy(tensor);
            all.add(new Spoilt("one more in dimension " + d + where, larger));
        }
        all.add(new Spoilt("two dimensions more" + where, tensor.contiguous().view(more(sizes, 2))));
        all.add(new Spoilt("five dimensions more" + where, tensor.contiguous().view(more(sizes, 5))));
        if (sizes.length > 1) {
            all.add(new Spoilt("one dimension" + where, tensor.contiguous().view(tensor.nElement())));
        }
    }

    /** Whether structure, sizes and types are as they should be. */
    boolean onlyNumbers() {
        return how.contains("numbers");
    }

    private static long[] more(long[] sizes, int count) {
        long[] all = new long[sizes.length + count];
        Arrays.fill(all, 1);
        System.arraycopy(sizes, 0, all, count, sizes.length);
        return all;
    }
}
