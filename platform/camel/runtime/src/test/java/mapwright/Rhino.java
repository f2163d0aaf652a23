package mapwright;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** The legacy engine's script runner as an oracle: evaluates one function again and again. */
final class Rhino implements AutoCloseable {
    private final Context context = Context.enter();
    private final Scriptable scope;

    Rhino() {
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setOptimizationLevel(-1);
        scope = context.initStandardObjects();
    }

    /** The result of an expression over {@code a}, as JavaScript text. */
    String text(String expression, Object... arguments) {
        return Context.toString(value(expression, arguments));
    }

    /** The result of an expression over {@code a} as a number. */
    double number(String expression, Object... arguments) {
        return Context.toNumber(value(expression, arguments));
    }

    private Object value(String expression, Object... arguments) {
        scope.put("a", scope, context.newArray(scope, arguments));
        return context.evaluateString(scope, expression, "case", 1, null);
    }

    @Override
    public void close() {
        Context.exit();
    }
}
