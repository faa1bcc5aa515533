/**
 * What every module, container, decorator and criterion is: {@link org.rnn4j.facade.module.Module},
 * {@link org.rnn4j.facade.module.Container}, {@link org.rnn4j.facade.module.Decorator},
 * {@link org.rnn4j.facade.module.Criterion}. Null is refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.module;

import org.jspecify.annotations.NullMarked;
