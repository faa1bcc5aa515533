package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Prints the size of its input, and of the gradient, and hands them on.
 *
 * <pre>
 * PrintSize:input
 *  3
 *  4
 * [torch.LongStorage of size 2]
 * </pre>
 *
 * Input and output: anything. Of tables their entries are printed.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.PrintSize">Torch manual: PrintSize</a>
 */
public final class PrintSize extends Module {
    private final String prefix;

    /** Prints {@code PrintSize} in front. */
    public PrintSize() {
        this(null);
    }

    /** Prints {@code prefix} in front; {@code PrintSize} if null. */
    public PrintSize(@Nullable String prefix) {
        this.prefix = prefix == null ? "PrintSize" : prefix;
    }

    @Override
    public Activity updateOutput(Activity input) {
        print("input", input);
        return setOutput(input);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        print("gradOutput", gradOutput);
        return setGradInput(gradOutput);
    }

    private void print(String name, Activity activity) {
        StringBuilder text = new StringBuilder(prefix).append(':').append(name).append('\n');
        if (activity instanceof Tensor tensor) {
            Arrays.stream(tensor.size())
                    .forEach(size -> text.append(' ').append(size).append('\n'));
            text.append("[torch.LongStorage of size ").append(tensor.dim()).append("]\n");
        } else {
            text.append(activity);
        }
        System.out.println(text);
    }
}
