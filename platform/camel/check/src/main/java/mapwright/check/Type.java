package mapwright.check;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import mapwright.LegacyError;
import mapwright.Node;
import mapwright.Nodes;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;

/**
 * The static type of an expression of the closed subset.
 *
 * @param raw the class; {@code Void.class} stands for the type of {@code null}
 * @param item the class of a list's items, {@code Void.class} for an empty list literal; otherwise null
 */
record Type(Class<?> raw, Class<?> item) {
    static final Type TEXT = of(String.class);
    static final Type DOUBLE = of(double.class);
    static final Type INT = of(int.class);
    static final Type BOOLEAN = of(boolean.class);
    static final Type OBJECT = of(Object.class);
    static final Type VOID = of(void.class);
    static final Type NULL = of(Void.class);
    static final Type ERROR = of(LegacyError.class);

    private static final Map<String, Class<?>> NAMED = Map.of(
            "String", String.class, "double", double.class, "int", int.class, "boolean", boolean.class,
            "Object", Object.class, "Node", Node.class, "Nodes", Nodes.class, "List", List.class,
            "void", void.class, "LegacyError", LegacyError.class);

    static Type of(Class<?> raw) {
        return new Type(raw, null);
    }

    static Type listOf(Class<?> item) {
        return new Type(List.class, item);
    }

    /** Whether a class may not bear this name, because it means a type of the subset. */
    static boolean isTypeName(String name) {
        return NAMED.containsKey(name) || Api.isApiName(name);
    }

    /** The type that a type name of the source stands for, or null when it lies outside the subset. */
    static Type written(ClassNode node) {
        Class<?> raw = node.isArray() ? null : NAMED.get(shortName(node));
        GenericsType[] generics = node.getGenericsTypes();
        if (raw == null || !raw.equals(List.class)) {
            return raw == null || generics != null ? null : of(raw);
        }
        if (generics == null) {
            return listOf(Object.class);
        }
        boolean plain = generics.length == 1 && !generics[0].isWildcard() && !generics[0].isPlaceholder();
        Class<?> item = plain && generics[0].getType().getGenericsTypes() == null
                ? NAMED.get(shortName(generics[0].getType())) : null;
        return item == null || item.isPrimitive() ? null : listOf(item);
    }

    /** The type of a method's parameter or result in the runtime library. */
    static Type reflected(java.lang.reflect.Type type) {
        if (type instanceof ParameterizedType list) {
            return listOf(list.getActualTypeArguments()[0] instanceof Class<?> item ? item : Object.class);
        }
        return of((Class<?>) type);
    }

    /** Whether a value of this type may be passed or assigned where the other type is wanted. */
    boolean fits(Type wanted) {
        if (wanted.equals(OBJECT)) {
            return !equals(VOID);
        }
        if (wanted.item != null) {
            return item != null && (item == wanted.item || item == Void.class || wanted.item == Object.class);
        }
        return equals(wanted) || equals(INT) && wanted.equals(DOUBLE)
                || !raw.isPrimitive() && item == null && wanted.raw.isAssignableFrom(raw);
    }

    /** Whether it is a number that the machine compares and counts with. */
    boolean isNumber() {
        return equals(DOUBLE) || equals(INT);
    }

    /** Whether it is a handle of the message tree. */
    boolean isHandle() {
        return raw == Node.class || raw == Nodes.class;
    }

    @Override
    public String toString() {
        return raw.getSimpleName() + (item == null ? "" : "<" + item.getSimpleName() + ">");
    }

    private static String shortName(ClassNode node) {
        String name = node.getName();
        for (String start : List.of("java.lang.", "java.util.", "mapwright.")) {
            if (name.startsWith(start)) {
                return name.substring(start.length());
            }
        }
        return name;
    }
}
