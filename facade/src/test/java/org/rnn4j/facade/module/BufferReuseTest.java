package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * After the first iterations a training loop allocates nothing: on inputs of the same sizes every module of the catalogue hands out results
 * in the memory of iterations before, and, on CPU kernels, makes no buffer on the way. {@code -Dcatalogue.filter=GRU} tries the modules with that in their
 * entry.
 */
final class BufferReuseTest {
    /** Iterations that may make buffers: LSTM cells write into two in turn. */
    private static final int WARM_UP = 2;

    /** ND4J's operations make arrays for what lies between operands and result. */
    private static final boolean KERNELS_MAKE_NONE =
            Storage.isHostMemory() && !"nd4j".equals(System.getProperty("rnn4j.kernels"));

    /** Why some modules may make new buffers at every call on some inputs. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "Sequencer #5[3,2]", "the zeros that are the gradient of indices are converted step by step",
            "BiSequencer #5[3,2]", "it is made of Sequencers",
            "TemporalDynamicKMaxPooling [3,5,4]", "sorting makes new tensors",
            "TemporalDynamicKMaxPooling [4,3]", "sorting makes new tensors",
            "TemporalDynamicKMaxPooling [3,7,4]", "sorting makes new tensors");

    @TestFactory
    Stream<DynamicNode> modules() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.MODULES.stream()
                .filter(entry -> entry.toString().contains(filter))
                .filter(entry -> Catalogue.failure(entry.spec()::build).isEmpty())
                .flatMap(entry -> entry.inputs().stream()
                        .filter(input -> !EXCEPTIONS.containsKey(entry.spec().name() + " " + input))
                        .<DynamicNode>map(
                                input -> dynamicTest(entry.spec() + " " + input, () -> memoryIsKept(entry, input))));
    }

    @TestFactory
    Stream<DynamicNode> criterions() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.CRITERIONS.stream()
                .filter(entry -> entry.toString().contains(filter))
                .filter(entry -> Catalogue.failure(entry.spec()::buildCriterion).isEmpty())
                .flatMap(entry -> entry.inputs().stream()
                        .<DynamicNode>map(input ->
                                dynamicTest(entry.spec() + " " + input, () -> criterionMakesNothing(entry, input))));
    }

    private static void criterionMakesNothing(Catalogue.Entry entry, String input) {
        CriterionTrial trial = new CriterionTrial(entry, input);
        for (int i = 0; i < WARM_UP; i++) {
            trial.criterion.forward(trial.input, trial.target);
            trial.criterion.backward(trial.input, trial.target);
        }
        long before = buffersSoFar();
        trial.criterion.forward(trial.input, trial.target);
        trial.criterion.backward(trial.input, trial.target);
        long made = buffersSoFar() - before - 1;
        if (KERNELS_MAKE_NONE) {
            assertEquals(0, made, entry.spec() + " " + input + ": new buffers");
        }
    }

    private static void memoryIsKept(Catalogue.Entry entry, String input) {
        ModuleTrial trial = new ModuleTrial(entry, input);
        Set<Storage> warm = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < WARM_UP; i++) {
            warm.addAll(iteration(trial));
        }
        long before = buffersSoFar();
        Set<Storage> results = iteration(trial);
        long made = buffersSoFar() - before - 1;
        results.removeAll(warm);
        assertEquals(0, results.size(), entry.spec() + " " + input + ": results in new memory");
        if (KERNELS_MAKE_NONE) {
            assertEquals(0, made, entry.spec() + " " + input + ": new buffers");
        }
    }

    /** How many buffers ND4J has made, and one for the question. */
    private static long buffersSoFar() {
        return Nd4j.getDeallocatorService().nextValue();
    }

    /** One sequence forward and back; the memory of all results. */
    private static Set<Storage> iteration(ModuleTrial trial) {
        Set<Storage> storages = Collections.newSetFromMap(new IdentityHashMap<>());
        trial.module.forget();
        trial.module.zeroGradParameters();
        List<Activity> results = new ArrayList<>();
        for (Activity input : trial.inputs) {
            results.add(trial.module.forward(input));
        }
        for (int step = trial.inputs.size() - 1; step >= 0 && trial.hasBackward(); step--) {
            results.add(trial.module.backward(trial.inputs.get(step), trial.gradOutputs.get(step)));
        }
        for (Activity result : results) {
            for (Tensor tensor : Samples.tensors(result)) {
                storages.add(tensor.storage());
            }
        }
        return storages;
    }
}
