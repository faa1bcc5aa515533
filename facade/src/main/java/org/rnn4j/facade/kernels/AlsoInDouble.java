package org.rnn4j.facade.kernels;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The build writes a second class from this one, for doubles: {@code DoubleX} from {@code FloatX}. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface AlsoInDouble {}
