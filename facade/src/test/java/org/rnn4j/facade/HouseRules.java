package org.rnn4j.facade;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Rules that hold in every module of the project; each module's ArchitectureTest checks them on its own classes. */
public final class HouseRules {

    private static final DescribedPredicate<JavaClass> ORDINARY = describe(
            "are ordinary classes", c -> !c.isInterface() && !c.isEnum() && !c.isRecord() && !c.isAnonymousClass());
    private static final DescribedPredicate<JavaClass> CLOSED = describe(
            "abstract, final or sealed",
            c -> c.getModifiers().contains(ABSTRACT)
                    || c.getModifiers().contains(FINAL)
                    || c.reflect().isSealed());

    private HouseRules() {}

    /** The classes of the module under test, without those of its tests. */
    public static JavaClasses mainClasses() {
        return Main.CLASSES;
    }

    /** Read once: that takes longer than any rule. */
    private static final class Main {
        static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    /**
     * Compares the public types of the module under test with those that it means to have, by name, in {@code public-types.txt} among its test
     * resources: what is public will be used, and has to stay.
     *
     * @param known which types are told elsewhere and not listed
     */
    public static void assertPublicTypes(Predicate<Class<?>> known) {
        Path listed = Path.of("src", "test", "resources", "public-types.txt");
        List<String> found = mainClasses().stream()
                .<Class<?>>map(JavaClass::reflect)
                .filter(HouseRules::isPublic)
                .filter(not(known))
                .map(Class::getCanonicalName)
                .sorted()
                .toList();
        try {
            assertEquals(
                    String.join("\n", found),
                    Files.readString(listed).strip(),
                    "Public types, and those in " + listed + ". Make a type package-private, or list it there.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /** A class is meant to be extended, or it cannot be. */
    public static ArchRule abstractOrFinal() {
        return classes().that(ORDINARY).should(be(CLOSED)).allowEmptyShould(true);
    }

    /** Whether a class is one that callers can make and that is a {@code kind}. */
    public static Predicate<Class<?>> isPublicKindOf(Class<?> kind) {
        return type -> kind.isAssignableFrom(type)
                && Modifier.isPublic(type.getModifiers())
                && !Modifier.isAbstract(type.getModifiers())
                && type.getConstructors().length > 0;
    }
}
