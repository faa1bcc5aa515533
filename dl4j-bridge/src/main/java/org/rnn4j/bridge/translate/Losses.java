package org.rnn4j.bridge.translate;

import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.StepLossLayer;
import org.rnn4j.bridge.loss.ClassNLLLoss;
import org.rnn4j.bridge.loss.Exponential;
import org.rnn4j.bridge.loss.MSELoss;
import org.rnn4j.bridge.loss.MaskZeroLoss;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.module.Criterion;

/** Criterions as output layers. */
final class Losses {
    private static final ByClass<LossRule<?>> RULES = new ByClass<>();

    static {
        put(MSECriterion.class, criterion -> {
            if (!criterion.sizeAverage()) {
                throw new UnsupportedOperationException(
                        "the sum over a batch, where Deeplearning4j takes the mean; with sizeAverage");
            }
            return new MSELoss();
        });
        put(ClassNLLCriterion.class, criterion -> {
            if (!criterion.namedArguments().equals(new ClassNLLCriterion().namedArguments())) {
                throw new UnsupportedOperationException(
                        "class weights, ignoreIndex, or the sum over a batch; a plain ClassNLLCriterion, with masks for what does not count");
            }
            return new ClassNLLLoss();
        });
        put(MaskZeroCriterion.class, criterion -> {
            if (criterion.nInputDim() != 1) {
                throw new UnsupportedOperationException(
                        "samples of several dimensions; MaskZeroCriterion(criterion, 1) over vectors");
            }
            return new MaskZeroLoss(loss(criterion.criterion()));
        });
    }

    private Losses() {}

    static <C extends Criterion> void put(Class<C> type, LossRule<C> rule) {
        RULES.put(type, rule);
    }

    /** Where the output is, and what it is compared with. */
    record Result(Signal output, Signal labels) {}

    /** Adds the output layer. */
    static Result add(Draft draft, Criterion criterion, Signal result, boolean stepwise, Measure measure) {
        boolean lastStepOnly = measure.lastStepOnly();
        if (!(result instanceof Sequence sequence)) {
            if (lastStepOnly) {
                throw refuse(
                        criterion,
                        "looks at the last step of " + result.describe(),
                        "a net whose output is a sequence");
            }
            return plain(
                    draft, loss(criterion), edge(criterion, result), activation(criterion, loss(criterion), measure));
        }
        if (sequence.form() == Sequence.Form.BATCH_FIRST) {
            throw refuse(criterion, "measures " + result.describe(), "a net with a Transpose({1, 2}) at its end");
        }
        Edge steps = draft.sequence(edge(criterion, sequence.step()));
        if (lastStepOnly) {
            ILossFunction loss = loss(criterion);
            String last = draft.add("last", new LastTimeStepVertex(draft.anyInput()), steps.vertex());
            return plain(
                    draft,
                    loss,
                    new Edge(last, Edge.Layout.PLAIN, steps.kind(), steps.size()),
                    activation(criterion, loss, measure));
        }
        boolean perStep = stepwise && !(criterion instanceof SequencerCriterion);
        ILossFunction loss = loss(perStep ? criterion : everyStep(criterion));
        return overTime(draft, new StepLossLayer(loss, activation(criterion, loss, measure)), sequence, steps);
    }

    /** What the output of the graph is of that of the net. */
    private static IActivation activation(Criterion criterion, ILossFunction loss, Measure measure) {
        if (!measure.probabilities()) {
            return new ActivationIdentity();
        }
        if ((loss instanceof MaskZeroLoss masked ? masked.getLoss() : loss) instanceof ClassNLLLoss) {
            return new Exponential();
        }
        throw refuse(
                criterion,
                "does not measure log-probabilities, of which the output could be probabilities",
                "ClassNLLCriterion");
    }

    private static Result plain(Draft draft, ILossFunction loss, Edge edge, IActivation activation) {
        LossLayer layer = new LossLayer.Builder(loss).activation(activation).build();
        Edge output = new Edge(draft.add("output", layer, edge.vertex()), edge.layout(), edge.kind(), edge.size());
        return new Result(output, labels(loss, output));
    }

    private static Result overTime(Draft draft, StepLossLayer layer, Sequence sequence, Edge steps) {
        Edge output = new Edge(draft.add("output", layer, steps.vertex()), steps.layout(), steps.kind(), steps.size());
        return new Result(sequence.with(output), new Sequence(labels(layer.getLossFn(), output)));
    }

    private static Edge labels(ILossFunction loss, Edge output) {
        boolean padded = loss instanceof MaskZeroLoss;
        ILossFunction measure = loss instanceof MaskZeroLoss masked ? masked.getLoss() : loss;
        InputKind classes = padded ? InputKind.PADDED_INDICES : InputKind.INDICES;
        return measure instanceof ClassNLLLoss
                ? new Edge(output.vertex(), output.layout(), classes, output.size())
                : output;
    }

    /** The criterion inside a SequencerCriterion. */
    private static Criterion everyStep(Criterion criterion) {
        if (!(criterion instanceof SequencerCriterion sequencer)) {
            throw refuse(
                    criterion,
                    "measures a whole sequence at once",
                    "a SequencerCriterion around it, or the option that it looks at the last step only");
        }
        if (sequencer.sizeAverage()) {
            throw refuse(criterion, "divides by the number of steps", "a SequencerCriterion without sizeAverage");
        }
        return sequencer.criterion();
    }

    private static Edge edge(Criterion criterion, Signal result) {
        if (result instanceof Edge edge && edge.kind() == InputKind.VALUES) {
            return edge;
        }
        throw refuse(criterion, "measures " + result.describe(), "a net with one tensor as output");
    }

    private static ILossFunction loss(Criterion criterion) {
        LossRule<?> rule = RULES.find(criterion.getClass());
        if (rule == null) {
            throw refuse(
                    criterion,
                    "has no loss function",
                    "register one with Translator.registerLoss, or compile the module and"
                            + " use the criterion itself");
        }
        try {
            return apply(rule, criterion);
        } catch (UnsupportedOperationException e) {
            throw new Refusal(criterion.who() + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <C extends Criterion> ILossFunction apply(LossRule<C> rule, Criterion criterion) {
        return rule.loss((C) criterion);
    }

    private static UnsupportedOperationException refuse(Criterion criterion, String why, String nearest) {
        return new Refusal(criterion.who() + ": " + why + "; " + nearest, null);
    }
}
