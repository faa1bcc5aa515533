package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;

/**
 * How a net can run over a whole sequence: modules that do not care for time once for all steps, recurrent ones by their kernels, a Sequential of such
 * one after the other. Everything else, and with it the whole net around, runs step by step: only then is the order right in which random numbers are
 * drawn, states are read, and a module that is at two places is called.
 *
 * <p>A plan is made once, and holds as long as the net is made of the same modules, configured in the same way.
 */
final class SequencePlan {
    private final List<Place> places = new ArrayList<>();
    private final @Nullable SequenceStage stage;

    /** What a plan has seen of one module. What is inside a recurrent module is seen by that module's own stage. */
    private record Place(
            Module module,
            boolean rowWise,
            int sampleDimensions,
            @Nullable SequenceStage stage) {
        static Place of(Module module) {
            if (module instanceof RowWise rowWise) {
                return new Place(module, rowWise.isRowWise(), rowWise.sampleDimensions(), null);
            }
            return new Place(
                    module, false, 0, module instanceof AbstractRecurrent inside ? inside.sequenceStage() : null);
        }

        List<Module> inside() {
            return module instanceof AbstractRecurrent ? List.of() : module.modules();
        }
    }

    private SequencePlan(Module net) {
        note(net);
        stage = isAtTwoPlaces(net) ? null : stage(net);
    }

    /** The plan for {@code net}: the one that is known if it still holds. */
    static SequencePlan of(@Nullable SequencePlan known, Module net) {
        return known != null && known.holds(net) ? known : new SequencePlan(net);
    }

    /** What runs the net over a whole sequence, or null if it has to go step by step. */
    @Nullable
    SequenceStage stage() {
        return stage;
    }

    private void note(Module module) {
        Place place = Place.of(module);
        places.add(place);
        place.inside().forEach(this::note);
    }

    private boolean holds(Module net) {
        Iterator<Place> known = places.iterator();
        return isNext(known, net) && !known.hasNext();
    }

    private static boolean isNext(Iterator<Place> known, Module module) {
        if (!known.hasNext()) {
            return false;
        }
        Place place = known.next();
        if (!place.equals(Place.of(module))) {
            return false;
        }
        for (Module child : place.inside()) {
            if (!isNext(known, child)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one module of {@code net} is there twice: its two calls of a step follow each other, before those of the next step. */
    private static boolean isAtTwoPlaces(Module net) {
        List<Module> all = new ArrayList<>();
        net.apply(all::add);
        Set<Module> modules = Collections.newSetFromMap(new IdentityHashMap<>());
        modules.addAll(all);
        return modules.size() < all.size();
    }

    private static @Nullable SequenceStage stage(Module module) {
        if (module instanceof AbstractRecurrent recurrent) {
            SequenceStage stage = recurrent.sequenceStage();
            return stage == null ? null : new RecurrentStage(recurrent, stage);
        }
        if (module instanceof RowWise rowWise && rowWise.isRowWise()) {
            return new RowWiseStage(module, rowWise.sampleDimensions());
        }
        boolean isChain = module instanceof Sequential || (module instanceof gModule graph && graph.isChain());
        return isChain ? chain(module) : null;
    }

    private static @Nullable SequenceStage chain(Module net) {
        List<SequenceStage> stages = new ArrayList<>(net.modules().size());
        for (Module child : net.modules()) {
            SequenceStage stage = stage(child);
            if (stage == null) {
                return null;
            }
            stages.add(stage);
        }
        return stages.isEmpty() ? null : new ChainStage(net.who(), stages);
    }
}
