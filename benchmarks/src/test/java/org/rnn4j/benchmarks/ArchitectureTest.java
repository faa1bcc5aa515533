package org.rnn4j.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.HouseRules;

final class ArchitectureTest {

    @Test
    void classesAreAbstractOrFinal() {
        HouseRules.abstractOrFinal().check(HouseRules.mainClasses());
    }

    @Test
    void whatTheWorkIsDoesNotDependOnWhoDoesIt() {
        noClasses()
                .that()
                .resideInAPackage("org.rnn4j.benchmarks.work")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.rnn4j.benchmarks.work", "java..", "org.jspecify..")
                .check(HouseRules.mainClasses());
    }

    @Test
    void onlyOnePackageKnowsLibtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.rnn4j.benchmarks.libtorch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(HouseRules.mainClasses());
    }
}
