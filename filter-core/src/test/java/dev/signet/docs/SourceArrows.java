package dev.signet.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Who names whom, as the sources say it. A class file does not tell all of that: constants of others are copied into it, and
 * imports for Javadoc alone are left out.
 */
final class SourceArrows extends TreePathScanner<Void, Void> {

    private final Trees trees;
    private final Map<String, Set<String>> arrows = new TreeMap<>();
    private String from = "";

    private SourceArrows(Trees trees) {
        this.trees = trees;
    }

    /** From the outermost types below a folder to those of ours that each of them names. */
    static Map<String, Set<String>> below(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java")) // its libraries are on the class path here
                    .toList();
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            SourceArrows found = new SourceArrows(Trees.instance(task));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            for (CompilationUnitTree unit : units) {
                found.from = typeOf(unit);
                found.scan(unit, null);
            }
            return found.arrows;
        }
    }

    /** The type that a file is named after. */
    private static String typeOf(CompilationUnitTree unit) {
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        return unit.getPackageName() + "." + file.replace(".java", "");
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
        named();
        return super.visitIdentifier(tree, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
        named();
        return super.visitMemberSelect(tree, null);
    }

    /** A type, or a member that may have come in by a static import. */
    private void named() {
        Element at = trees.getElement(getCurrentPath());
        while (at != null
                && at.getEnclosingElement() != null
                && at.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            at = at.getEnclosingElement();
        }
        if (at instanceof TypeElement type) {
            String name = type.getQualifiedName().toString();
            if (name.startsWith("dev.signet.") && !name.equals(from)) {
                arrows.computeIfAbsent(from, each -> new TreeSet<>()).add(name);
            }
        }
    }
}
