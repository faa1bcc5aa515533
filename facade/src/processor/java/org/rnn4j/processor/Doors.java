package org.rnn4j.processor;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Writes what follows from the public constructors of all modules and criterions: {@code nn}, with a method for each of them, and the index
 * from Torch's names to classes.
 */
@SupportedAnnotationTypes("*")
public final class Doors extends AbstractProcessor {
    private static final String FACADE = "org.rnn4j.facade.";

    /** Whatever callers can make, by name. */
    private final Map<String, TypeElement> modules = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final Set<String> imports = new TreeSet<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (modules.isEmpty()) {
            ElementFilter.typesIn(round.getRootElements()).stream()
                    .filter(this::isModule)
                    .forEach(this::add);
            if (!modules.isEmpty()) {
                writeNn();
                writeIndex();
            }
        }
        return false;
    }

    private boolean isModule(TypeElement type) {
        return type.getModifiers().contains(Modifier.PUBLIC)
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && (isA(type, "module.Module") || isA(type, "module.Criterion"))
                && !constructors(type).isEmpty();
    }

    private boolean isA(TypeElement type, String base) {
        TypeElement found = processingEnv.getElementUtils().getTypeElement(FACADE + base);
        return found != null && processingEnv.getTypeUtils().isSubtype(type.asType(), found.asType());
    }

    private static List<ExecutableElement> constructors(TypeElement type) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
                .toList();
    }

    private void add(TypeElement type) {
        TypeElement other = modules.put(name(type), type);
        if (other != null) {
            error(type, "there is another module of this name: " + other);
        }
    }

    private static String name(Element element) {
        return element.getSimpleName().toString();
    }

    private void error(Element where, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, where);
    }

    private void writeNn() {
        List<String> methods = new ArrayList<>();
        modules.values().forEach(type -> constructors(type).forEach(made -> methods.add(method(type, made))));
        write("org.rnn4j.facade", "nn", """
                /** Torch's {@code nn}, with what dpnn and rnn add to it: one method for each way to make a module or a criterion. */
                public final class nn {
                    private nn() {}

                %s}
                """, String.join("\n", methods));
    }

    private String method(TypeElement type, ExecutableElement constructor) {
        String call = constructor.getParameters().stream().map(Doors::name).collect(joining(", "));
        return documentation(type, constructor)
                + "    public static %1$s %1$s(%2$s) {\n".formatted(text(type.asType()), parameters(constructor))
                + "        return new %s(%s);\n    }\n".formatted(name(type), call);
    }

    private void writeIndex() {
        write(
                "org.rnn4j.facade.io",
                "ModuleIndex",
                """
                /** The classes that {@link org.rnn4j.facade.nn} makes, by name. */
                final class ModuleIndex {
                    private ModuleIndex() {}

                    /** The class that Torch calls {@code nn.} and {@code name}; null if there is none. */
                    static @Nullable Class<?> find(String name) {
                        return switch (name) {
                %s            default -> null;
                        };
                    }
                }
                """,
                modules.values().stream()
                        .map(type -> "            case \"%1$s\" -> %1$s.class;\n".formatted(text(type.asType())))
                        .collect(joining()));
    }

    private void write(String where, String name, String code, String content) {
        imports.add("org.jspecify.annotations.Nullable");
        String head = imports.stream()
                .filter(imported -> !imported.matches("java\\.lang\\.\\w+"))
                .map("import %s;\n"::formatted)
                .collect(joining("", "package " + where + ";\n\n", "\n"));
        imports.clear();
        Element[] origins = modules.values().toArray(Element[]::new);
        try (Writer file = processingEnv
                .getFiler()
                .createSourceFile(where + "." + name, origins)
                .openWriter()) {
            file.write(head + code.formatted(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String documentation(TypeElement type, ExecutableElement constructor) {
        String comment = processingEnv.getElementUtils().getDocComment(constructor);
        if (comment == null) {
            error(constructor, "a public constructor of a module needs Javadoc, which nn takes over");
            return "";
        }
        String text = comment.strip().replace("{@link #", "{@link " + name(type) + "#");
        return text.lines()
                .map(line -> ("     * " + line.strip()).stripTrailing() + "\n")
                .collect(joining("", "    /**\n", "     */\n"));
    }

    private String parameters(ExecutableElement constructor) {
        String all = constructor.getParameters().stream()
                .map(parameter -> text(parameter.asType()) + " " + name(parameter))
                .collect(joining(", "));
        int last = all.lastIndexOf("[] ");
        return constructor.isVarArgs() ? all.substring(0, last) + "... " + all.substring(last + 3) : all;
    }

    /** The type as it is written where its classes are imported. */
    private String text(TypeMirror type) {
        String annotations = type.getAnnotationMirrors().stream()
                .map(annotation -> "@" + text(annotation.getAnnotationType()) + " ")
                .collect(joining());
        if (type instanceof ArrayType array) {
            return text(array.getComponentType()) + (annotations.isEmpty() ? "" : " " + annotations) + "[]";
        }
        if (type instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            imports.add(element.getQualifiedName().toString());
            String arguments =
                    declared.getTypeArguments().stream().map(this::text).collect(joining(", "));
            return annotations + name(element) + (arguments.isEmpty() ? "" : "<" + arguments + ">");
        }
        return annotations + type;
    }
}
