package org.rnn4j.benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.HouseRules;

final class ArchitectureTest {

    /** Those for JMH, which extends them, are neither. */
    @Test
    void classesAreAbstractOrFinal() {
        HouseRules.abstractOrFinal()
                .check(HouseRules.mainClasses().that(not(resideInAPackage("org.rnn4j.benchmarks.jmh.."))));
    }

    @Test
    void whatTheWorkIsDoesNotDependOnWhoDoesIt() {
        noClasses()
                .that()
                .resideInAPackage("org.rnn4j.benchmarks.work")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.rnn4j.benchmarks.work", "java..", "com.sun.management..", "org.jspecify..")
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
