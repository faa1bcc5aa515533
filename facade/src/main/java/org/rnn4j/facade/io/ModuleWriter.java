package org.rnn4j.facade.io;

import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.CrossEntropyCriterion;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.Reshape;
import org.rnn4j.facade.layer.simple.View;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.sequencer.Repeater;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Says modules and criterions as Torch's files have them: the name of the class, and a table of what a Torch module of that class has in its fields.
 * Parameters, gradients and statistics go there as they are, arguments of the constructor under Torch's names, buffers empty.
 */
final class ModuleWriter {
    /** Modules whose output, and whose gradInput, is a table in Torch even before they have run. */
    private static final Set<String> TABLE_OUTPUT = Set.of(
            "ConcatTable",
            "ParallelTable",
            "FlattenTable",
            "MapTable",
            "NarrowTable",
            "SplitTable",
            "Sequencer",
            "Repeater");

    private static final Set<String> TABLE_GRAD_INPUT = Set.of(
            "CAddTable",
            "CMulTable",
            "CSubTable",
            "CDivTable",
            "CMaxTable",
            "CMinTable",
            "JoinTable",
            "SelectTable",
            "NarrowTable",
            "ParallelTable",
            "FlattenTable",
            "MixtureTable",
            "MapTable",
            "DotProduct",
            "MM",
            "MV",
            "CosineDistance",
            "PairwiseDistance",
            "MaskedSelect",
            "Index");

    /** Modules that keep their modules in the field {@code modules} and say nothing else of them. */
    private static final Set<String> PLAIN_CONTAINERS =
            Set.of("Sequential", "ConcatTable", "ParallelTable", "Concat", "Parallel", "DepthConcat");

    /** What dpnn empties before it saves; a Sequencer of the package rnn lists it. */
    private static final String[] EMPTIED = {"output", "gradInput", "momGradParams", "dpnn_input", "_output"};

    // ---- modules

    /**
     * What files have for {@code module}.
     *
     * @throws UnsupportedOperationException if that is not known
     */
    TorchObject of(Module module) {
        String name = module.getClass().getSimpleName();
        LuaTable fields = new LuaTable();
        arguments(name, module.namedArguments(), fields);
        tensors(module, fields);
        fields.put("_type", module.elementType().tensorName());
        if (!module.isTraining() || module instanceof Dropout) {
            fields.put("train", module.isTraining());
        }
        fields.put("output", result(module, module.output(), TABLE_OUTPUT.contains(name)));
        fields.put("gradInput", result(module, module.gradInput(), TABLE_GRAD_INPUT.contains(name)));
        special(module, name, fields);
        module.calls().forEach(call -> called(module, call, fields));
        return TorchObject.of("nn." + name, fields);
    }

    private static void arguments(String name, Map<String, @Nullable Object> arguments, LuaTable fields) {
        arguments.forEach((argument, value) -> {
            String field = FileLayouts.field(name, argument);
            if (field != null && value != null) {
                fields.put(field, value);
            }
        });
    }

    private static void tensors(Module module, LuaTable fields) {
        module.visit(new Fields() {
            @Override
            @Contract("_, _, !null -> !null")
            public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
                boolean kept = role == Role.PARAMETER || role == Role.GRADIENT || role == Role.STATISTIC;
                if (kept && value != null && name.indexOf('.') < 0) {
                    fields.put(name, value);
                }
                return value;
            }
        });
    }

    private static Activity result(Module module, @Nullable Activity last, boolean isTable) {
        if (last != null) {
            return last;
        }
        return isTable ? new Table() : new Tensor(module.elementType());
    }

    private void special(Module module, String name, LuaTable fields) {
        if (module instanceof AbstractRecurrent recurrent) {
            recurrent(recurrent, fields);
        } else if (PLAIN_CONTAINERS.contains(name)) {
            fields.put("modules", ((Container) module).modules());
        } else if (module instanceof Sequencer || module instanceof Repeater || module instanceof MaskZero) {
            fields.put("modules", ((Container) module).modules());
            if (module instanceof MaskZero) {
                fields.put("module", null);
            }
            if (module instanceof Sequencer sequencer) {
                sequencer(sequencer, fields);
            }
        } else if (module instanceof AbstractSeqRecurrent<?> sequence) {
            sequence(sequence, fields);
        } else if (module instanceof Container) {
            throw new UnsupportedOperationException("torch.save: " + module.who() + " has no form in files yet");
        } else if (module instanceof Dropout) {
            fields.put("v2", !Boolean.TRUE.equals(module.namedArguments().get("v1")))
                    .put("flag", true)
                    .put("noise", new Tensor(module.elementType()));
        } else if (module instanceof LookupTable
                && Double.valueOf(Double.POSITIVE_INFINITY)
                        .equals(module.namedArguments().get("maxNorm"))) {
            fields.put("maxNorm", null).put("normType", null);
        } else if (module instanceof Reshape) {
            reshape(argument(module, "sizes", long[].class), fields);
        } else if (module instanceof View) {
            long elements = 1;
            for (long size : argument(module, "sizes", long[].class)) {
                elements *= size < 0 ? 1 : size;
            }
            fields.put("numElements", elements);
        }
    }

    private static <T> T argument(Module module, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(module.namedArguments().get(name), name));
    }

    /** What a method that was called has left in the fields. */
    private static void called(Module module, List<@Nullable Object> call, LuaTable fields) {
        switch (String.valueOf(call.get(0))) {
            case "maskZero", "remember", "noBias", "batchfirst", "maskzero" -> {
                // Seen elsewhere: from the step, _remember, the tensors, the fields of whole sequences.
            }
            case "setNumInputDims" -> fields.put("numInputDims", call.get(1));
            case "ceil" -> fields.put("ceil_mode", true);
            case "divide" -> fields.put("divide", call.get(1));
            case "scaleGradByFreq" -> fields.put("shouldScaleGradByFreq", true);
            default ->
                throw new UnsupportedOperationException(
                        "torch.save: " + module.who() + ": what " + call.get(0) + " did has no form in files yet");
        }
    }

    private static void reshape(long[] sizes, LuaTable fields) {
        long[] batch = new long[sizes.length + 1];
        long elements = 1;
        for (int i = 0; i < sizes.length; i++) {
            batch[i + 1] = sizes[i];
            elements *= sizes[i];
        }
        batch[0] = 1;
        fields.put("nelement", elements).put("batchsize", batch);
    }

    // ---- recurrent modules

    private void recurrent(AbstractRecurrent module, LuaTable fields) {
        for (String table : new String[] {"outputs", "gradInputs", "gradOutputs", "_gradOutputs"}) {
            fields.put(table, new LuaTable());
        }
        fields.put("step", module.step());
        fields.put("rho", module.rho());
        if (module instanceof Recurrent recurrent) {
            simple(recurrent, fields);
            return;
        }
        Module step = step(module, fields);
        fields.put("recurrentModule", step).put("sharedClones", List.of(step)).put("modules", List.of(step));
        state(module, fields);
    }

    private static Module step(AbstractRecurrent module, LuaTable fields) {
        Module step;
        if (module instanceof LSTM lstm) {
            step = RecurrentForms.step(lstm, fields);
        } else if (module instanceof FastLSTM lstm) {
            step = RecurrentForms.step(lstm, fields);
            fields.put("cell2gate", true).put("affine", true).put("p", 0).put("mono", false);
        } else if (module instanceof GRU gru) {
            step = RecurrentForms.step(gru, fields);
        } else if (module instanceof Recursor || module instanceof Recurrence || module instanceof NormStabilizer) {
            step = module.recurrentModule();
        } else {
            throw new UnsupportedOperationException("torch.save: " + module.who() + " has no form in files yet");
        }
        if (module instanceof LSTM || module instanceof FastLSTM || module instanceof GRU) {
            fields.put("cells", new LuaTable()).put("gradCells", new LuaTable());
            fields.put("zeroTensor", new Tensor(module.elementType()));
        }
        if (module instanceof Recurrence) {
            List<Long> sizes = Longs.asList(argument(module, "outputSize", long[].class));
            fields.put("outputSize", sizes);
            fields.put("typeTensor", new Tensor(module.elementType()));
        }
        boolean isOwn = step == module.recurrentModule();
        return !isOwn && module.recurrentModule() instanceof MaskZero mask
                ? new MaskZero(step, mask.nInputDim())
                : step;
    }

    private static void simple(Recurrent module, LuaTable fields) {
        List<Module> parts = module.modules();
        Module start = parts.get(0);
        Module input = parts.get(1);
        Module feedback = parts.get(2);
        Module transfer = parts.get(3);
        Module merge = parts.get(4);
        Module both = new ParallelTable().add(input).add(feedback);
        Module step = new Sequential().add(both).add(merge).add(transfer);
        fields.put("initialModule", new Sequential().add(input).add(start).add(transfer))
                .put("recurrentModule", step)
                .put("sharedClones", new LuaTable().put(2, step))
                .put("modules", parts);
        fields.put("step", 1);
    }

    /** The state after the last step, from which Torch goes on in evaluation mode. */
    private static void state(AbstractRecurrent module, LuaTable fields) {
        int last = module.step() - 1;
        Activity state = last < 1 || module instanceof Recursor ? null : module.getHiddenState(last);
        if (state == null) {
            fields.put("step", 1);
        } else if (state instanceof Table both && both.size() == 2 && fields.has("cells")) {
            fields.put("outputs", new LuaTable().put(last, both.get(1)));
            fields.put("cells", new LuaTable().put(last, both.get(2)));
        } else if (state instanceof Tensor hidden) {
            fields.put("outputs", new LuaTable().put(last, hidden));
        } else {
            fields.put("step", 1);
        }
    }

    private static void sequencer(Sequencer module, LuaTable fields) {
        List<Object> emptied = new ArrayList<>(List.of((Object[]) EMPTIED));
        fields.put("_remember", module.remembers().word())
                .put("tableoutput", new LuaTable())
                .put("tablegradInput", new LuaTable())
                .put("_output", new LuaTable())
                .put("dpnn_mediumEmpty", emptied);
    }

    private static void sequence(AbstractSeqRecurrent<?> module, LuaTable fields) {
        boolean isLstm = !(module instanceof SeqGRU);
        List<String> buffers = new ArrayList<>(
                List.of("buffer1", "buffer2", "buffer3", "grad_a_buffer", "h0", "grad_h0", "grad_x", "gates"));
        if (isLstm) {
            buffers.addAll(List.of("c0", "grad_c0", "cell"));
            fields.put("hiddensize", module.hiddenSize());
        } else {
            fields.put("miniBatch", 1).put("seqLength", 1);
        }
        buffers.forEach(buffer -> fields.put(buffer, new Tensor(module.elementType())));
        List<Object> gradInputs = new ArrayList<>();
        for (String part : isLstm ? List.of("grad_c0", "grad_h0", "grad_x") : List.of("grad_h0", "grad_x")) {
            gradInputs.add(fields.tensor(part));
        }
        fields.put("gradInput", gradInputs);
        fields.put("batchfirst", module.batchfirst())
                .put("maskzero", module.maskzero())
                .put("_remember", module.remembers().word());
    }

    // ---- criterions

    /** What files have for {@code criterion}. */
    TorchObject of(Criterion criterion) {
        String name = criterion.getClass().getSimpleName();
        LuaTable fields = new LuaTable();
        arguments(name, criterion.namedArguments(), fields);
        fields.put("output", 0).put("gradInput", new Tensor(criterion.elementType()));
        if (criterion instanceof ClassNLLCriterion) {
            fields.put("output_tensor", new Tensor(criterion.elementType()).resize(1))
                    .put("total_weight_tensor", new Tensor(criterion.elementType()).resize(1))
                    .put("target", new Tensor(ElementType.LONG).resize(1));
        } else if (criterion instanceof CrossEntropyCriterion) {
            Map<String, @Nullable Object> arguments = criterion.namedArguments();
            fields.put("lsm", new LogSoftMax().type(criterion.elementType()));
            fields.put(
                    "nll",
                    new ClassNLLCriterion(
                                    (Tensor) arguments.get("weights"),
                                    Boolean.TRUE.equals(arguments.get("sizeAverage")))
                            .type(criterion.elementType()));
        } else if (name.equals("SequencerCriterion") || name.equals("RepeaterCriterion")) {
            fields.put("clones", new LuaTable()).put("gradInput", new LuaTable());
        } else if (name.equals("ParallelCriterion") || name.equals("MultiCriterion")) {
            List<Object> criterions = new ArrayList<>();
            List<Object> weights = new ArrayList<>();
            for (List<@Nullable Object> call : criterion.calls()) {
                criterions.add(call.get(1));
                weights.add(call.size() > 2 ? call.get(2) : 1);
            }
            fields.put("criterions", criterions).put("weights", weights).put("gradInput", new LuaTable());
        }
        return TorchObject.of("nn." + name, fields);
    }
}
