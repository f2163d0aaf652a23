package mapwright.check;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * The expressions of the closed subset, with their types. An expression kind that is not named here is refused.
 *
 * <p>A null type means that a failure was already noted; it silences the failures that would follow from it.
 */
final class Expressions {
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
    private static final Set<String> ORDER = Set.of("<", ">", "<=", ">=");
    private static final Set<String> LOGIC = Set.of("&&", "||");
    private final Scope scope;

    Expressions(Scope scope) {
        this.scope = scope;
    }

    /** The type of a value, or null after a failure. */
    Type value(Expression e) {
        Class<?> kind = e.getClass();
        if (kind == ConstantExpression.class) {
            return constant((ConstantExpression) e);
        } else if (kind == VariableExpression.class) {
            return variable((VariableExpression) e);
        } else if (kind == PropertyExpression.class) {
            return property((PropertyExpression) e);
        } else if (kind == MethodCallExpression.class) {
            return call((MethodCallExpression) e);
        } else if (kind == BinaryExpression.class) {
            return binary((BinaryExpression) e);
        } else if (kind == TernaryExpression.class) {
            return ternary((TernaryExpression) e);
        } else if (kind == NotExpression.class) {
            condition(((NotExpression) e).getExpression());
            return Type.BOOLEAN;
        } else if (kind == BooleanExpression.class) {
            return value(((BooleanExpression) e).getExpression());
        } else if (kind == UnaryMinusExpression.class) {
            return negated((UnaryMinusExpression) e);
        } else if (kind == ListExpression.class) {
            return list((ListExpression) e);
        }
        return refuse(e, kind.getSimpleName() + " is outside the subset");
    }

    /** Checks that a value is a boolean: conditions never fall back on what Groovy counts as true. */
    void condition(Expression e) {
        Type type = value(e);
        if (type != null && !type.equals(Type.BOOLEAN)) {
            refuse(e, "a condition has to be boolean, not " + type);
        }
    }

    /** Checks that a value fits the wanted type. */
    void expect(Expression e, Type wanted, String what) {
        Type type = value(e);
        // A handle may be null until it is set; no operand of a call ever is.
        boolean unset = Type.NULL.equals(type) && wanted.isHandle();
        if (type != null && !unset && !type.fits(wanted)) {
            refuse(e, what + " has to be " + wanted + ", not " + type);
        }
    }

    /** An expression that stands as a statement: it has to have an effect. */
    void effect(Expression e) {
        Class<?> kind = e.getClass();
        if (kind == DeclarationExpression.class) {
            declaration((DeclarationExpression) e);
        } else if (kind == MethodCallExpression.class) {
            call((MethodCallExpression) e);
        } else if (kind == PostfixExpression.class) {
            increment((PostfixExpression) e);
        } else if (kind == BinaryExpression.class && operator((BinaryExpression) e).equals("=")) {
            assignment((BinaryExpression) e);
        } else {
            refuse(e, kind.getSimpleName() + " is no statement of the subset");
        }
    }

    /** A declaration of one local variable with a written type and a first value. */
    void declaration(DeclarationExpression e) {
        Type type = e.isMultipleAssignmentDeclaration() || e.getVariableExpression().isDynamicTyped() ? null
                : Type.written(e.getVariableExpression().getOriginType());
        if (type == null || type.equals(Type.VOID) || !e.getAnnotations().isEmpty()) {
            refuse(e, "a local variable needs one of the types of the subset");
            return;
        }
        String name = e.getVariableExpression().getName();
        if (e.getRightExpression() instanceof EmptyExpression) {
            refuse(e, "local variable " + name + " needs a first value");
            return;
        }
        expect(e.getRightExpression(), type, "the value of " + name);
        scope.declare(name, type);
    }

    private Type constant(ConstantExpression e) {
        String source = scope.sourceAt(e.getLineNumber(), e.getColumnNumber());
        Object value = e.getValue();
        if (value instanceof String) {
            return source.startsWith("'") && !source.startsWith("'''") ? Type.TEXT
                    : refuse(e, "text stands in single quotes");
        } else if (value instanceof Integer) {
            return source.matches("-?(0|[1-9][0-9]*)(?![0-9_xXbB.]).*") ? Type.INT
                    : refuse(e, "whole numbers are written in plain decimal digits");
        } else if (value instanceof Double) {
            return Type.DOUBLE;
        } else if (value instanceof Boolean) {
            return Type.BOOLEAN;
        }
        return value == null ? Type.NULL : refuse(e, "a number of type " + value.getClass().getSimpleName()
                + " is outside the subset: write int, or double with a d");
    }

    private Type variable(VariableExpression e) {
        Type type = scope.variable(e.getName());
        return type != null ? type : refuse(e, "unknown name " + e.getName());
    }

    private Type property(PropertyExpression e) {
        boolean onThis = e.getObjectExpression() instanceof VariableExpression v && v.isThisExpression();
        Type type = onThis && isPlain(e) ? scope.field(e.getPropertyAsString()) : null;
        return type != null ? type : refuse(e, "only fields of this may be read with a dot");
    }

    private static boolean isPlain(PropertyExpression e) {
        return !e.isSafe() && !e.isSpreadSafe() && e.getProperty() instanceof ConstantExpression;
    }

    private Type call(MethodCallExpression e) {
        if (e.isSafe() || e.isSpreadSafe() || e.getGenericsTypes() != null
                || !(e.getMethod() instanceof ConstantExpression)) {
            return refuse(e, "only plain method calls are in the subset");
        }
        List<Type> arguments = arguments(e.getArguments());
        boolean onThis = e.isImplicitThis() || e.getObjectExpression() instanceof VariableExpression v && v.isThisExpression();
        Type target = onThis ? null : value(e.getObjectExpression());
        if (arguments == null || !onThis && target == null) {
            return null;
        }
        String name = e.getMethodAsString();
        if (e.isImplicitThis() && scope.isLocal(name)) {
            return refuse(e, name + " is a local variable here, which Groovy would call");
        }
        List<Signature> named = (onThis ? scope.methods : Api.methods(target)).stream()
                .filter(m -> m.name().equals(name)).toList();
        String owner = onThis ? "this" : target.toString();
        if (named.isEmpty()) {
            return refuse(e, "no method " + name + " of " + owner + " may be called");
        }
        return named.stream().filter(m -> m.takes(arguments))
                .max(Comparator.comparingLong(m -> m.exact(arguments)))
                .map(Signature::result)
                .orElseGet(() -> refuse(e, "method " + name + " of " + owner + " does not take " + arguments));
    }

    // Null when an argument failed.
    private List<Type> arguments(Expression e) {
        boolean plain = e.getClass() == ArgumentListExpression.class;
        if (!(e instanceof TupleExpression tuple) || !plain && !tuple.getExpressions().isEmpty()) {
            refuse(e, "named arguments are outside the subset");
            return null;
        }
        List<Type> types = new ArrayList<>();
        for (Expression argument : tuple.getExpressions()) {
            types.add(value(argument));
        }
        return types.contains(null) ? null : types;
    }

    private Type binary(BinaryExpression e) {
        String operator = operator(e);
        if (operator.equals("[") && !e.isSafe()) {
            return index(e);
        }
        if (LOGIC.contains(operator)) {
            condition(e.getLeftExpression());
            condition(e.getRightExpression());
            return Type.BOOLEAN;
        }
        boolean equality = operator.equals("==") || operator.equals("!=");
        if (!equality && !ORDER.contains(operator) && !ARITHMETIC.contains(operator)) {
            return refuse(e, "operator " + operator + " is outside the subset");
        }
        Type left = value(e.getLeftExpression());
        Type right = value(e.getRightExpression());
        if (left == null || right == null) {
            return null;
        }
        boolean texts = left.equals(Type.TEXT) && right.equals(Type.TEXT);
        boolean numbers = left.isNumber() && right.isNumber();
        if (ARITHMETIC.contains(operator)) {
            // Two whole numbers would be divided, and overflow, as machine integers.
            boolean counted = left.equals(Type.INT) && right.equals(Type.INT);
            // A repetition beside the one of a loop: `i + 1`.
            boolean beside = e.getLeftExpression() instanceof VariableExpression
                    && e.getRightExpression() instanceof ConstantExpression;
            if (counted && operator.equals("+") && beside) {
                return Type.INT;
            }
            return numbers && !counted ? Type.DOUBLE : mismatch(e, left, right);
        }
        boolean whole = left.equals(Type.INT) && right.equals(Type.INT);
        if (numbers && !whole && operator.startsWith(">")) {
            return refuse(e, "write " + (operator.equals(">") ? "b < a" : "b <= a") + ": Groovy takes a " + operator
                    + " b as true when a double is NaN");
        }
        return numbers || equality && texts ? Type.BOOLEAN : mismatch(e, left, right);
    }

    private Type mismatch(BinaryExpression e, Type left, Type right) {
        return refuse(e, "operator " + operator(e) + " is not in the subset for " + left + " and " + right);
    }

    // The type of x['..'] for reading: what getAt returns.
    private Type index(BinaryExpression e) {
        Type target = value(e.getLeftExpression());
        Type key = value(e.getRightExpression());
        if (target == null || key == null) {
            return null;
        }
        if (!Api.isIndexed(target) || !key.equals(Type.TEXT)) {
            return refuse(e, "brackets take a text, on a node or a map: not " + key + " on " + target);
        }
        return Api.methods(target).stream().filter(m -> m.name().equals("getAt")).findFirst().orElseThrow().result();
    }

    private Type ternary(TernaryExpression e) {
        condition(e.getBooleanExpression().getExpression());
        Type yes = value(e.getTrueExpression());
        Type no = value(e.getFalseExpression());
        if (yes == null || no == null || yes.equals(no)) {
            return yes == null ? no : yes;
        }
        if (yes.equals(Type.VOID) || no.equals(Type.VOID)) {
            return refuse(e, "a ternary needs two values");
        }
        // Values of two types make one whose type is known only when the mapping runs.
        return Type.OBJECT;
    }

    private Type negated(UnaryMinusExpression e) {
        boolean number = e.getExpression() instanceof ConstantExpression c && c.getValue() instanceof Number;
        Type type = value(e.getExpression());
        return type == null || number || type.equals(Type.DOUBLE) ? type
                : refuse(e, "a minus sign stands before a written number or a double");
    }

    private Type list(ListExpression e) {
        Set<Class<?>> items = new HashSet<>();
        for (Expression item : e.getExpressions()) {
            Type type = value(item);
            if (type == null || type.equals(Type.NULL) || type.equals(Type.VOID)) {
                return type == null ? null : refuse(item, "a list holds values only");
            }
            items.add(boxed(type.raw()));
        }
        return items.isEmpty() ? Type.listOf(Void.class)
                : Type.listOf(items.size() == 1 ? items.iterator().next() : Object.class);
    }

    private static Class<?> boxed(Class<?> raw) {
        return MethodType.methodType(raw).wrap().returnType();
    }

    private void assignment(BinaryExpression e) {
        Expression left = e.getLeftExpression();
        if (left instanceof BinaryExpression place && operator(place).equals("[")) {
            index(place);
            expect(e.getRightExpression(), Type.OBJECT, "the assigned value");
            return;
        }
        String name = left.getClass() == VariableExpression.class ? ((VariableExpression) left).getName()
                : left.getClass() == PropertyExpression.class ? ((PropertyExpression) left).getPropertyAsString() : null;
        if (name == null || scope.inherited.containsKey(name)) {
            refuse(e, "only local variables, fields of this class and x['..'] may be assigned");
            return;
        }
        Type wanted = value(left);
        if (wanted != null) {
            expect(e.getRightExpression(), wanted, "the value of " + name);
        }
    }

    private void increment(PostfixExpression e) {
        boolean counts = e.getOperation().getText().equals("++") && e.getExpression() instanceof VariableExpression v
                && scope.isLocal(v.getName()) && Type.INT.equals(scope.variable(v.getName()));
        if (!counts) {
            refuse(e, "only a local int may be counted up");
        }
    }

    static String operator(BinaryExpression e) {
        return e.getOperation().getText();
    }

    private Type refuse(Expression e, String message) {
        scope.fail(e.getLineNumber(), message);
        return null;
    }
}
