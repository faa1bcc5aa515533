package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link Nd4jKernels} does for optimisers. */
interface Nd4jUpdateKernels extends UpdateKernels {
    @Override
    default void update(UpdateRule rule, double[] f, View... operands) {
        rule.check(f, operands);
        View x = operands[operands.length - 1];
        if (x.elements() == 0) {
            return;
        }
        View shape = x;
        for (View operand : operands) {
            shape = operand.isContiguous() ? shape : operand;
        }
        INDArray[] o = new INDArray[operands.length];
        for (int i = 0; i < o.length; i++) {
            o[i] = operands[i].isContiguous() ? Nd4jArrays.like(shape, operands[i]) : Nd4jArrays.operand(operands[i]);
        }
        INDArray parameters = o[o.length - 1];
        switch (rule) {
            case MOMENTUM -> {
                average(o[1], o[0], f[0], f[1]);
                parameters.subi(o[1].mul(f[2]));
            }
            case NESTEROV -> {
                average(o[1], o[0], f[0], f[1]);
                o[0].addi(o[1].mul(f[0]));
                parameters.subi(o[0].mul(f[2]));
            }
            case ADAM -> {
                average(o[1], o[0], f[0], f[1]);
                average(o[2], o[0].mul(o[0]), f[2], f[3]);
                parameters.subi(o[1].mul(f[5]).divi(root(o[2], 0).addi(f[4])));
            }
            case ADAMAX -> {
                average(o[1], o[0], f[0], f[1]);
                o[3].assign(o[2].mul(f[2]));
                o[4].assign(Transforms.abs(o[0], true).addi(f[3]));
                o[2].assign(Transforms.max(o[3], o[4], true));
                parameters.subi(o[1].mul(f[4]).divi(o[2]));
            }
            case ADAGRAD -> {
                average(o[1], o[0].mul(o[0]), 1, 1);
                parameters.subi(o[0].mul(f[0]).divi(root(o[1], 0).addi(f[1])));
            }
            case ADADELTA -> {
                average(o[1], o[0].mul(o[0]), f[0], f[1]);
                o[3].assign(root(o[2], f[2]).divi(root(o[1], f[2])).muli(o[0]));
                parameters.subi(o[3]);
                average(o[2], o[3].mul(o[3]), f[0], f[1]);
            }
            case RMSPROP -> {
                average(o[1], o[0].mul(o[0]), f[0], f[1]);
                parameters.subi(o[0].mul(f[3]).divi(root(o[1], 0).addi(f[2])));
            }
        }
    }

    private static void average(INDArray average, INDArray values, double keep, double share) {
        average.muli(keep).addi(values.mul(share));
    }

    private static INDArray root(INDArray values, double beneath) {
        return Transforms.sqrt(values.add(beneath), false);
    }
}
