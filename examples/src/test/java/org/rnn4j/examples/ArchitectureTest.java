package org.rnn4j.examples;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.HouseRules;

final class ArchitectureTest {

    @Test
    void classesAreAbstractOrFinal() {
        HouseRules.abstractOrFinal().check(HouseRules.mainClasses());
    }
}
