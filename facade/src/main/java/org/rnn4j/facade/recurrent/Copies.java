package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Memory for copies that are made in the same order again and again. */
final class Copies {
    private final List<Activity> buffers = new ArrayList<>();
    private int next;

    /** Lets go of all copies, whose memory is used for others. */
    void clear() {
        next = 0;
    }

    /** A copy. */
    Activity of(Activity source) {
        Activity copy = Activities.copy(next < buffers.size() ? buffers.get(next) : null, source);
        if (next < buffers.size()) {
            buffers.set(next, copy);
        } else {
            buffers.add(copy);
        }
        next++;
        return copy;
    }

    /** A copy of the steps from {@code index} on, from 0. */
    Tensor tail(Tensor steps, long index) {
        return of(steps.narrow(1, index + 1, steps.size(1) - index)).toTensor();
    }
}
