package org.rnn4j.processor;

import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Writes {@code DoubleX} from {@code FloatX} where that class is annotated {@code AlsoInDouble}: the same text, with other words. */
@SupportedAnnotationTypes("org.rnn4j.facade.kernels.AlsoInDouble")
public final class DoubleTwins extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            round.getElementsAnnotatedWith(annotation).forEach(this::write);
        }
        return false;
    }

    private void write(Element type) {
        String name = type.toString().replace("Float", "Double");
        try (Writer file = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
            file.write(inDouble(source(type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CharSequence source(Element type) throws IOException {
        return Trees.instance(processingEnv)
                .getPath(type)
                .getCompilationUnit()
                .getSourceFile()
                .getCharContent(false);
    }

    /** A cast from double to float becomes one from double to double, which is nothing but superfluous. */
    private static String inDouble(CharSequence source) {
        return source.toString()
                .replace("@AlsoInDouble", "@SuppressWarnings(\"cast\")")
                .replaceAll("\\bfloat(?=s?\\b)", "double")
                .replace("Float", "Double")
                .replace("cblas_s", "cblas_d");
    }
}
