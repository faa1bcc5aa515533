package org.rnn4j.facade.io;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Bottle;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.BatchNormalization;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.simple.View;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The classes of the program torch-rnn as modules: {@code nn.LSTM}, {@code nn.VanillaRNN} and {@code nn.LanguageModel}, all on sequences
 * {@code [N, T, ...]}.
 *
 * <p>Both recurrent classes have one weight {@code [D + H, G H]}, above for the input and below for the hidden state, and a bias {@code [G H]}.
 *
 * @see <a href="https://github.com/jcjohnson/torch-rnn/blob/master/doc/modules.md">torch-rnn: modules</a>
 */
final class TorchRnn {
    private TorchRnn() {}

    /** What makes modules of objects of this class; null if it is none of torch-rnn's. */
    static @Nullable Function<TorchObject, Object> reader(
            TorchObject object, Function<@Nullable Object, Module> module) {
        return switch (object.className()) {
            case "nn.LanguageModel" -> model -> languageModel(model, module);
            case "nn.VanillaRNN" -> TorchRnn::vanilla;
            // Element-Research's class of that name has no such field.
            case "nn.LSTM" -> object.get("hidden_dim") == null ? null : TorchRnn::lstm;
            default -> null;
        };
    }

    /** {@code x W[1..D] + h W[D+1..D+H] + b}, whose gates stand as in {@link SeqLSTM}. */
    private static SeqLSTM lstm(TorchObject object) {
        Tensor weight = weight(object, 4);
        SeqLSTM lstm = new SeqLSTM(inputSize(object), hiddenSize(object));
        lstm.batchfirst(true);
        ModuleReader.place("weight", lstm.weight(), weight);
        ModuleReader.place("bias", lstm.bias(), object.fields().tensor("bias"));
        rememberAsBefore(object, lstm);
        return lstm;
    }

    /** {@code h = tanh(x W[1..D] + h W[D+1..D+H] + b)}. */
    private static Module vanilla(TorchObject object) {
        Tensor weight = weight(object, 1);
        int inputSize = inputSize(object);
        int hiddenSize = hiddenSize(object);
        Linear input = new Linear(inputSize, hiddenSize);
        input.weight().copy(weight.narrow(1, 1, inputSize).t());
        Objects.requireNonNull(input.bias()).copy(object.fields().tensor("bias"));
        LinearNoBias hidden = new LinearNoBias(hiddenSize, hiddenSize);
        hidden.weight().copy(weight.narrow(1, inputSize + 1, hiddenSize).t());
        Module step = new Sequential()
                .add(new ParallelTable().add(input).add(hidden))
                .add(new CAddTable())
                .add(new Tanh());
        Sequencer steps = new Sequencer(new Recurrence(step, hiddenSize, 1));
        rememberAsBefore(object, steps);
        return new Sequential().add(new Transpose(new int[] {1, 2})).add(steps).add(new Transpose(new int[] {1, 2}));
    }

    /** The net inside, from words {@code [N, T]} to scores {@code [N, T, V]}; what views put into rows, bottles do. */
    private static Module languageModel(TorchObject object, Function<@Nullable Object, Module> module) {
        if (!(object.get("net") instanceof TorchObject net) || !(net.get("modules") instanceof LuaTable modules)) {
            throw new IllegalArgumentException("expected a net inside, got " + Values.describe(object.get("net")));
        }
        Sequential model = new Sequential();
        for (int i = 1; i <= modules.length(); i++) {
            Module inner = module.apply(modules.get(i));
            if (inner instanceof Linear || inner instanceof BatchNormalization) {
                model.add(new Bottle(inner));
            } else if (!(inner instanceof View)) {
                model.add(inner);
            }
        }
        if (Boolean.FALSE.equals(object.get("train"))) {
            model.evaluate();
        }
        return model;
    }

    private static void rememberAsBefore(TorchObject object, Module recurrent) {
        if (Boolean.TRUE.equals(object.get("remember_states"))) {
            recurrent.remember("both");
        }
    }

    private static int inputSize(TorchObject object) {
        return object.fields().integer("input_dim");
    }

    private static int hiddenSize(TorchObject object) {
        return object.fields().integer("hidden_dim");
    }

    /** The weight, whose sizes are compared with what the file says before anything of those sizes is made. */
    private static Tensor weight(TorchObject object, int gates) {
        Tensor weight = object.fields().tensor("weight");
        long rows = (long) inputSize(object) + hiddenSize(object);
        long columns = (long) gates * hiddenSize(object);
        if (inputSize(object) < 1 || hiddenSize(object) < 1 || !weight.isSize(rows, columns)) {
            throw new IllegalArgumentException(
                    "expected weight of [" + rows + ", " + columns + "], got " + weight.describeSizes());
        }
        return weight;
    }
}
