package org.rnn4j.facade;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String TENSOR = "org.rnn4j.facade.tensor..";
    private static final String KERNELS = "org.rnn4j.facade.kernels..";

    /** Each layer may use those below it. */
    private static final List<String> LAYERS = List.of(
            "org.rnn4j.facade",
            "org.rnn4j.facade.io..",
            "org.rnn4j.facade.sequencer..",
            "org.rnn4j.facade.recurrent..",
            "org.rnn4j.facade.layer..",
            "org.rnn4j.facade.module..",
            "org.rnn4j.facade.optimizer..",
            TENSOR,
            KERNELS);

    private static final JavaClasses CLASSES = HouseRules.mainClasses();

    /** Without it a package under a new name would escape the rules below. */
    @Test
    void everyClassBelongsToALayer() {
        classes()
                .should()
                .resideInAnyPackage(LAYERS.toArray(String[]::new))
                .allowEmptyShould(CLASSES.isEmpty())
                .check(CLASSES);
    }

    @Test
    void layersUseOnlyThoseBelow() {
        LayeredArchitecture rule =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String layer : LAYERS) {
            rule = rule.layer(layer).definedBy(layer);
        }
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] below = LAYERS.subList(i + 1, LAYERS.size()).toArray(String[]::new);
            rule = below.length == 0
                    ? rule.whereLayer(LAYERS.get(i)).mayNotAccessAnyLayer()
                    : rule.whereLayer(LAYERS.get(i)).mayOnlyAccessLayers(below);
        }
        rule.check(CLASSES);
    }

    @Test
    void onlyTensorsAndKernelsKnowNd4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TENSOR, KERNELS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void classesAreAbstractOrFinal() {
        HouseRules.abstractOrFinal().check(CLASSES);
    }
}
