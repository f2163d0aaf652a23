package mapwright.check;

import groovy.lang.GroovyClassLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mapwright.Mapping;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/** Checks one mapping definition: plain ASCII, inside the closed subset, and compiling against the runtime. */
public final class MappingCheck {
    private static final int TOLERANCE = 1000;
    // Grapes would fetch code from the network while the file is still being parsed.
    private static final Set<String> DISABLED = Set.of("groovy.grape.GrabAnnotationTransformation");

    private MappingCheck() {
    }

    /**
     * Everything wrong with a mapping; empty when it is good. A file outside the subset is not compiled.
     *
     * @param file the file's name, which ends in the class name and {@code .groovy}
     */
    public static List<Failure> check(String file, String source) {
        List<Failure> refused = refusals(file, source);
        return refused.isEmpty() ? failures(file, () -> unit(file, source).compile(Phases.CLASS_GENERATION)) : refused;
    }

    /** What lies outside plain ASCII, the grammar or the subset, without compiling. */
    static List<Failure> refusals(String file, String source) {
        List<Failure> refused = new ArrayList<>(Ascii.check(file, source));
        CompilationUnit parsed = unit(file, source);
        refused.addAll(failures(file, () -> {
            parsed.compile(Phases.CONVERSION);
            for (ModuleNode module : parsed.getAST().getModules()) {
                refused.addAll(Subset.check(module, file, source));
            }
        }));
        return refused;
    }

    private static List<Failure> failures(String file, Runnable compile) {
        try {
            compile.run();
            return List.of();
        } catch (MultipleCompilationErrorsException e) {
            return e.getErrorCollector().getErrors().stream().map(error -> failure(file, error)).toList();
        } catch (CompilationFailedException e) {
            return List.of(new Failure(file, 0, e.getMessage()));
        } catch (StackOverflowError e) {
            return List.of(new Failure(file, 0, "nested too deeply for the compiler"));
        }
    }

    private static CompilationUnit unit(String file, String source) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        configuration.setTolerance(TOLERANCE);
        configuration.setDisabledGlobalASTTransformations(DISABLED);
        GroovyClassLoader loader = new GroovyClassLoader(Mapping.class.getClassLoader(), configuration);
        CompilationUnit unit = new CompilationUnit(configuration, null, loader);
        unit.addSource(file, source);
        return unit;
    }

    private static Failure failure(String file, Message error) {
        if (error instanceof SyntaxErrorMessage syntax) {
            return new Failure(file, syntax.getCause().getStartLine(), syntax.getCause().getOriginalMessage());
        }
        StringWriter text = new StringWriter();
        error.write(new PrintWriter(text));
        return new Failure(file, 0, text.toString().strip());
    }
}
