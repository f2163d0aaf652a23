package mapwright.check;

import java.util.List;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;

/** The statements of the closed subset. A statement kind that is not named here is refused. */
final class Statements {
    private final Scope scope;
    private final Expressions expressions;
    private final Type result;

    /** @param result what the method returns */
    Statements(Scope scope, Type result) {
        this.scope = scope;
        this.expressions = new Expressions(scope);
        this.result = result;
    }

    /** Checks one statement and all below it. */
    void check(Statement s) {
        if (s instanceof BlockStatement block) {
            scope.inBlock(() -> block.getStatements().forEach(this::check));
        } else if (s.getClass() == ExpressionStatement.class) {
            expressions.effect(((ExpressionStatement) s).getExpression());
        } else if (s instanceof IfStatement branch) {
            expressions.condition(branch.getBooleanExpression().getExpression());
            check(branch.getIfBlock());
            check(branch.getElseBlock());
        } else if (s instanceof ForStatement loop) {
            scope.inBlock(() -> loop(loop));
        } else if (s.getClass() == WhileStatement.class) {
            expressions.condition(((WhileStatement) s).getBooleanExpression().getExpression());
            check(((WhileStatement) s).getLoopBlock());
        } else if (s instanceof ReturnStatement answer) {
            answer(answer);
        } else if (s instanceof ThrowStatement raise) {
            raise(raise);
        } else if (s instanceof TryCatchStatement attempt) {
            attempt(attempt);
        } else if (!(s instanceof BreakStatement || s instanceof ContinueStatement || s instanceof EmptyStatement)) {
            scope.fail(s.getLineNumber(), s.getClass().getSimpleName() + " is outside the subset");
        }
    }

    /** Whether control never runs off the end of the statement: Groovy would return some value unasked. */
    static boolean leaves(Statement s) {
        if (s instanceof BlockStatement block) {
            List<Statement> inner = block.getStatements();
            return !inner.isEmpty() && leaves(inner.get(inner.size() - 1));
        } else if (s instanceof IfStatement branch) {
            return leaves(branch.getIfBlock()) && leaves(branch.getElseBlock());
        } else if (s instanceof TryCatchStatement attempt) {
            return leaves(attempt.getTryStatement())
                    && attempt.getCatchStatements().stream().allMatch(c -> leaves(c.getCode()));
        }
        return s instanceof ReturnStatement || s instanceof ThrowStatement;
    }

    private void loop(ForStatement loop) {
        if (loop.getCollectionExpression() instanceof ClosureListExpression parts) {
            counted(loop, parts.getExpressions());
        } else {
            each(loop);
        }
        check(loop.getLoopBlock());
    }

    private void counted(ForStatement loop, List<Expression> parts) {
        boolean shaped = parts.size() == 3 && isStart(parts.get(0)) && parts.get(2) instanceof PostfixExpression;
        if (!shaped) {
            scope.fail(loop.getLineNumber(), "a counting loop has the shape for (int i = ..; condition; i++), "
                    + "the first part may be missing");
            return;
        }
        if (parts.get(0) instanceof DeclarationExpression start) {
            expressions.declaration(start);
        }
        Expression test = parts.get(1);
        expressions.condition(test instanceof BooleanExpression b ? b.getExpression() : test);
        expressions.effect(parts.get(2));
    }

    private static boolean isStart(Expression e) {
        return e instanceof EmptyExpression || e instanceof DeclarationExpression start
                && !start.isMultipleAssignmentDeclaration()
                && Type.INT.equals(Type.written(start.getVariableExpression().getOriginType()));
    }

    private void each(ForStatement loop) {
        Type list = expressions.value(loop.getCollectionExpression());
        if (list == null) {
            scope.declare(loop.getVariable().getName(), null);
            return;
        }
        if (list.item() == null) {
            scope.fail(loop.getLineNumber(), "a loop runs over a list, not over " + list);
            return;
        }
        Type item = Type.of(list.item());
        Type written = loop.getVariable().isDynamicTyped() ? item : Type.written(loop.getVariable().getOriginType());
        if (!item.equals(written)) {
            scope.fail(loop.getLineNumber(), "the loop's variable has to be " + item);
        }
        scope.declare(loop.getVariable().getName(), item);
    }

    private void answer(ReturnStatement s) {
        boolean empty = s.getExpression() instanceof ConstantExpression c && c.isNullExpression();
        boolean bare = empty && s.getExpression().getLineNumber() < 1;
        if (result.equals(Type.VOID)) {
            if (!bare) {
                scope.fail(s.getLineNumber(), "a void method returns no value");
            }
            return;
        }
        // Null is the answer of an entry point that has no text to give.
        if (bare) {
            scope.fail(s.getLineNumber(), "the method returns " + result);
        } else if (!empty || !result.equals(Type.TEXT)) {
            expressions.expect(s.getExpression(), result, "the returned value");
        }
    }

    private void raise(ThrowStatement s) {
        boolean shaped = s.getExpression() instanceof ConstructorCallExpression made
                && Type.ERROR.equals(Type.written(made.getType())) && !made.isUsingAnonymousInnerClass()
                && made.getArguments() instanceof TupleExpression tuple && tuple.getExpressions().size() == 1;
        if (!shaped) {
            scope.fail(s.getLineNumber(), "only new LegacyError(text) may be thrown");
            return;
        }
        TupleExpression arguments = (TupleExpression) ((ConstructorCallExpression) s.getExpression()).getArguments();
        expressions.expect(arguments.getExpression(0), Type.TEXT, "the error's text");
    }

    private void attempt(TryCatchStatement s) {
        boolean shaped = s.getResourceStatements().isEmpty() && s.getFinallyStatement() instanceof EmptyStatement
                && s.getCatchStatements().size() == 1;
        CatchStatement handler = shaped ? s.getCatchStatement(0) : null;
        if (handler == null || !Type.ERROR.equals(Type.written(handler.getExceptionType()))) {
            scope.fail(s.getLineNumber(), "a try has one catch, of LegacyError, and no finally");
            return;
        }
        check(s.getTryStatement());
        scope.inBlock(() -> {
            scope.declare(handler.getVariable().getName(), Type.ERROR);
            check(handler.getCode());
        });
    }
}
