package mapwright.check;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.PropertyNode;

/**
 * The closed subset of Groovy that a mapping definition may use: an allow-list of everything that a file can hold.
 *
 * <p>It works on the tree right after parsing, before any name is resolved and before any transformation that a
 * file might ask for could run.
 */
final class Subset {
    private static final String COMPILE_STATIC = "groovy.transform.CompileStatic";
    private static final String PACKAGE = "mappings.";
    private static final int MODIFIERS = Modifier.PUBLIC | Modifier.PRIVATE | Modifier.PROTECTED | Modifier.FINAL;
    private static final Set<Type> NO_FIELD = Set.of(Type.VOID, Type.INT, Type.ERROR);
    private static final Set<String> OVERRIDE = Set.of("Override", "java.lang.Override");
    private final Scope scope;
    private final Set<String> own = new HashSet<>();

    private Subset(Scope scope) {
        this.scope = scope;
    }

    /** Everything in a parsed file that lies outside the subset, in the order of the lines. */
    static List<Failure> check(ModuleNode module, String file, String source) {
        Scope scope = new Scope(file, source);
        new Subset(scope).module(module, file);
        scope.failures.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return scope.failures;
    }

    private void module(ModuleNode module, String file) {
        if (module.hasPackageName() && !module.getPackageName().equals(PACKAGE)) {
            scope.fail(module.getPackage().getLineNumber(), "a mapping has no package, or mappings");
        }
        imports(module);
        boolean script = !module.getStatementBlock().isEmpty() || !module.getMethods().isEmpty();
        if (module.getClasses().size() != 1 || script) {
            scope.fail(1, "a file holds one class and nothing else");
            return;
        }
        ClassNode type = module.getClasses().get(0);
        if (!bearsNameOf(type.getNameWithoutPackage(), file)) {
            scope.fail(type.getLineNumber(), "the class has to have the name of its file");
        }
        head(type);
        members(type);
    }

    // HarborOru stands in HarborOru.groovy or harbor-oru.groovy. A name of the latter kind may have to be told from
    // another one, from a type of Java, or from a number.
    private static boolean bearsNameOf(String type, String file) {
        String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.groovy$", "");
        String words = Arrays.stream(stem.split("-")).filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return type.equals(stem) || stem.matches("[a-z0-9-]+")
                && type.matches("C?" + Pattern.quote(words) + "([0-9a-f]{8,64}|Mapping)?");
    }

    private void imports(ModuleNode module) {
        List<ImportNode> all = new ArrayList<>(module.getImports());
        all.addAll(module.getStarImports());
        all.addAll(module.getStaticImports().values());
        all.addAll(module.getStaticStarImports().values());
        for (ImportNode line : all) {
            String wanted = line.isStar() ? line.getPackageName() : line.getClassName();
            boolean known = line.isStar() ? "mapwright.".equals(wanted)
                    : COMPILE_STATIC.equals(wanted) || wanted.startsWith("mapwright.") && Api.isApiName(wanted.substring(10));
            boolean renamed = line.getAlias() != null && !wanted.endsWith("." + line.getAlias());
            if (!known || renamed || line.isStatic() || !line.getAnnotations().isEmpty()) {
                scope.fail(line.getLineNumber(), "import of " + wanted + " is outside the subset");
            }
        }
        if (module.getPackage() != null && !module.getPackage().getAnnotations().isEmpty()) {
            scope.fail(module.getPackage().getLineNumber(), "annotations are outside the subset");
        }
    }

    private void head(ClassNode type) {
        int line = type.getLineNumber();
        String parent = type.getUnresolvedSuperClass(false).getName();
        if (!parent.equals("Mapping") && !parent.equals("mapwright.Mapping")) {
            scope.fail(line, "a mapping extends Mapping");
        }
        boolean plain = !type.isInterface() && !type.isEnum() && type.getUnresolvedInterfaces(false).length == 0
                && type.getGenericsTypes() == null && modifiersFit(type.getModifiers()) && !type.getInnerClasses().hasNext()
                && type.getObjectInitializerStatements().isEmpty() && type.getDeclaredConstructors().isEmpty()
                && !Type.isTypeName(type.getNameWithoutPackage());
        if (!plain) {
            scope.fail(line, "a mapping is one plain class: no interfaces, type parameters, inner classes, initialisers "
                    + "or constructors");
        }
        List<AnnotationNode> annotations = type.getAnnotations();
        boolean marked = annotations.size() == 1 && annotations.get(0).getMembers().isEmpty()
                && Set.of(COMPILE_STATIC, "CompileStatic").contains(annotations.get(0).getClassNode().getName());
        if (!marked) {
            scope.fail(line, "a mapping bears @CompileStatic and no other annotation");
        }
    }

    private void members(ClassNode type) {
        type.getFields().forEach(this::field);
        type.getMethods().forEach(this::declare);
        for (FieldNode field : type.getFields()) {
            Type wanted = scope.fields.get(field.getName());
            if (field.getInitialExpression() != null && wanted != null) {
                new Expressions(scope).expect(field.getInitialExpression(), wanted, "the value of " + field.getName());
            }
        }
        for (PropertyNode property : type.getProperties()) {
            if (property.getGetterBlock() != null || property.getSetterBlock() != null) {
                scope.fail(property.getLineNumber(), "property methods are outside the subset");
            }
        }
        type.getMethods().forEach(this::body);
    }

    private void field(FieldNode field) {
        Type type = field.isDynamicTyped() ? null : Type.written(field.getOriginType());
        if (type == null || NO_FIELD.contains(type) || field.getName().equals("metaClass")) {
            scope.fail(field.getLineNumber(), "the type or name of field " + field.getName() + " is outside the subset");
        }
        if (scope.inherited.containsKey(field.getName())) {
            scope.fail(field.getLineNumber(), "field " + field.getName() + " hides an inherited one");
        }
        plain(field, field.getModifiers(), "field " + field.getName());
        scope.fields.put(field.getName(), type == null ? Type.OBJECT : type);
    }

    private void declare(MethodNode method) {
        List<Type> parameters = Arrays.stream(method.getParameters()).map(this::parameter).toList();
        Type result = method.isDynamicReturnType() ? null : Type.written(method.getReturnType());
        if (result == null) {
            scope.fail(method.getLineNumber(), "the result of method " + method.getName() + " is outside the subset");
        }
        Signature signature = new Signature(method.getName(), parameters, false, result == null ? Type.OBJECT : result);
        boolean entry = isEntryPoint(method, signature);
        boolean inherited = scope.methods.stream().anyMatch(m -> m.name().equals(method.getName()) && !isOwn(m));
        if (inherited || Api.isReserved(method.getName())) {
            scope.fail(method.getLineNumber(), "method " + method.getName() + " hides an inherited one");
        }
        if (method.getGenericsTypes() != null || method.getExceptions().length > 0 || method.getCode() == null) {
            scope.fail(method.getLineNumber(), "method " + method.getName() + " is not plain");
        }
        if (entry) {
            return;
        }
        plain(method, method.getModifiers(), "method " + method.getName());
        own.add(method.getName());
        scope.methods.add(signature);
    }

    // An entry point bears @Override and nothing else, and only an entry point has its name.
    private boolean isEntryPoint(MethodNode method, Signature signature) {
        List<Signature> named = Api.entryPoints().stream().filter(m -> m.name().equals(signature.name())).toList();
        if (named.isEmpty()) {
            return false;
        }
        List<AnnotationNode> marks = method.getAnnotations();
        boolean marked = marks.size() == 1 && marks.get(0).getMembers().isEmpty()
                && OVERRIDE.contains(marks.get(0).getClassNode().getName());
        if (!marked || !named.contains(signature) || !Modifier.isPublic(method.getModifiers())
                || !modifiersFit(method.getModifiers())) {
            scope.fail(method.getLineNumber(), "entry point " + signature.name() + " has to override " + named.get(0)
                    + " and to bear @Override");
        }
        return true;
    }

    private boolean isOwn(Signature method) {
        return own.contains(method.name());
    }

    private Type parameter(Parameter parameter) {
        Type type = parameter.isDynamicTyped() ? null : Type.written(parameter.getOriginType());
        boolean plain = type != null && !type.equals(Type.VOID) && !parameter.hasInitialExpression()
                && parameter.getAnnotations().isEmpty();
        if (!plain) {
            scope.fail(parameter.getLineNumber(), "parameter " + parameter.getName() + " is outside the subset");
        }
        return plain ? type : Type.OBJECT;
    }

    private void body(MethodNode method) {
        Type result = Type.written(method.getReturnType());
        if (result == null || method.getCode() == null) {
            return;
        }
        scope.inBlock(() -> {
            for (Parameter parameter : method.getParameters()) {
                Type type = Type.written(parameter.getOriginType());
                scope.declare(parameter.getName(), type == null ? Type.OBJECT : type);
            }
            new Statements(scope, result).check(method.getCode());
        });
        if (!result.equals(Type.VOID) && !Statements.leaves(method.getCode())) {
            scope.fail(method.getLineNumber(), "method " + method.getName() + " has to end in return or throw");
        }
    }

    private void plain(AnnotatedNode node, int modifiers, String what) {
        if (!modifiersFit(modifiers) || !node.getAnnotations().isEmpty()) {
            scope.fail(node.getLineNumber(), what + " has a modifier or an annotation outside the subset");
        }
    }

    private static boolean modifiersFit(int modifiers) {
        return (modifiers & ~MODIFIERS) == 0;
    }
}
