package org.rnn4j.bridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.HouseRules;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

final class ArchitectureTest {

    private static final JavaClasses CLASSES = HouseRules.mainClasses();

    /** A class in a package of the facade would see what that package keeps to itself. */
    @Test
    void classesLiveInOwnPackages() {
        classes().should().resideInAPackage("org.rnn4j.bridge..").check(CLASSES);
    }

    @Test
    void onlyPublicTypesOfTheFacadeAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.rnn4j.facade..").and(not(modifier(PUBLIC))))
                .check(CLASSES);
    }

    @Test
    void publicTypesAreMeantToBe() {
        HouseRules.assertPublicTypes(type -> false);
    }

    /** Positions say nothing to a reader, and arguments at the end may be left out. */
    @Test
    void argumentsAreReadByName() {
        noClasses()
                .should()
                .callMethodWhere(target(name("arguments"))
                        .and(target(owner(assignableTo(Module.class).or(assignableTo(Criterion.class))))))
                .check(CLASSES);
    }

    @Test
    void classesAreAbstractOrFinal() {
        HouseRules.abstractOrFinal().check(CLASSES);
    }
}
