package mapwright.check;

import groovy.lang.GroovyObject;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mapwright.Carried;
import mapwright.DestinationSet;
import mapwright.Legacy;
import mapwright.LegacyError;
import mapwright.LegacyMap;
import mapwright.Mapping;
import mapwright.Node;
import mapwright.Nodes;
import mapwright.Tree;

/**
 * What a mapping may touch, read from the runtime library itself so that there is no second list to keep.
 *
 * <p>Only {@code List}, which is not ours, has a list of its own here.
 */
final class Api {
    private static final List<Class<?>> TYPES = List.of(
            Mapping.class, Tree.class, Node.class, Nodes.class, LegacyMap.class, DestinationSet.class, LegacyError.class,
            Legacy.class, Carried.class);
    private static final Set<String> RESERVED = Stream.of(Object.class, GroovyObject.class)
            .flatMap(c -> Arrays.stream(c.getDeclaredMethods())).map(Method::getName).collect(Collectors.toSet());

    private Api() {
    }

    /** Whether a type of the runtime library has this name. */
    static boolean isApiName(String name) {
        return TYPES.stream().anyMatch(t -> t.getSimpleName().equals(name));
    }

    /** Whether every object has a method of this name, so that a mapping must not define one. */
    static boolean isReserved(String method) {
        return RESERVED.contains(method);
    }

    /** The types of the runtime library that a mapping touches. */
    static List<Class<?>> types() {
        return TYPES;
    }

    /** The methods that the platform calls and a mapping may override; it calls none of them itself. */
    static List<Signature> entryPoints() {
        return Arrays.stream(Mapping.class.getDeclaredMethods()).filter(Api::isEntryPoint).map(Api::signature).toList();
    }

    /** The inherited fields of a mapping, by name. */
    static Map<String, Type> fields() {
        Map<String, Type> fields = new TreeMap<>();
        Arrays.stream(Mapping.class.getDeclaredFields())
                .filter(f -> isOpen(f.getModifiers()))
                .forEach(f -> fields.put(f.getName(), Type.of(f.getType())));
        return fields;
    }

    /** The methods that may be called on a value of this type, or by a mapping on itself. */
    static List<Signature> methods(Type type) {
        if (type.raw() == List.class) {
            return listMethods(Type.of(type.item()));
        }
        List<Signature> found = new ArrayList<>();
        collect(type.raw(), found);
        return found;
    }

    /** Whether a text in brackets may stand behind a value of this type. */
    static boolean isIndexed(Type type) {
        return methods(type).stream().anyMatch(m -> m.name().equals("getAt"));
    }

    private static void collect(Class<?> type, List<Signature> found) {
        if (type == null || !type.getPackageName().equals(Mapping.class.getPackageName())) {
            return;
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(m -> isOpen(m.getModifiers()) && !m.isSynthetic() && !isEntryPoint(m))
                .forEach(m -> found.add(signature(m)));
        collect(type.getSuperclass(), found);
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, found);
        }
    }

    private static boolean isEntryPoint(Method method) {
        int modifiers = method.getModifiers();
        return method.getDeclaringClass() == Mapping.class && Modifier.isPublic(modifiers) && !Modifier.isFinal(modifiers);
    }

    private static Signature signature(Method m) {
        return new Signature(m.getName(), parameters(m), m.isVarArgs(), Type.reflected(m.getGenericReturnType()));
    }

    private static List<Type> parameters(Executable method) {
        List<Type> types = new ArrayList<>(Arrays.stream(method.getGenericParameterTypes()).map(Type::reflected).toList());
        if (method.isVarArgs()) {
            Class<?> array = types.remove(types.size() - 1).raw();
            types.add(Type.of(array.getComponentType()));
        }
        return types;
    }

    private static List<Signature> listMethods(Type item) {
        return List.of(
                new Signature("size", List.of(), false, Type.INT),
                new Signature("isEmpty", List.of(), false, Type.BOOLEAN),
                new Signature("get", List.of(Type.INT), false, item),
                new Signature("add", List.of(item), false, Type.BOOLEAN));
    }

    private static boolean isOpen(int modifiers) {
        return !Modifier.isStatic(modifiers) && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
    }
}
