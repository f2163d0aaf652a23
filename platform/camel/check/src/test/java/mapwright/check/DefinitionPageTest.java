package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mapwright.Mapping;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page that specifies mapping definitions names exactly the methods that a definition may call. */
class DefinitionPageTest {
    private static final Path PAGE = Path.of(System.getProperty("mapwright.docs"), "definition.md");
    private static final Pattern SIGNATURE = Pattern.compile("`([A-Za-z<>?]+ [a-zA-Z]+\\([^`()]*\\))`");

    @TestFactory
    Stream<DynamicTest> everyTypeIsListed() throws IOException {
        String page = Files.readString(PAGE);
        return Api.types().stream().map(type -> DynamicTest.dynamicTest(type.getSimpleName(),
                () -> assertEquals(String.join("\n", declared(type)), String.join("\n", listed(page, type.getSimpleName())))));
    }

    @Test
    void listsAreListed() throws IOException {
        Set<String> wanted = Api.methods(Type.listOf(Object.class)).stream()
                .map(m -> m.result() + " " + m.name() + m.parameters().stream().map(Type::toString)
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, listed(Files.readString(PAGE), "List"));
    }

    @Test
    void everyInheritedFieldIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        Api.fields().keySet().forEach(field -> assertTrue(page.contains("`" + field + "`"), field));
    }

    @Test
    void thePageIsShort() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertTrue(lines.size() < 200, "a page that people read through");
    }

    private static Set<String> listed(String page, String type) {
        String start = "\n### " + type + "\n";
        assertTrue(page.contains(start), "no list of " + type);
        String section = page.substring(page.indexOf(start) + start.length());
        int end = section.indexOf("\n#");
        return SIGNATURE.matcher(section.substring(0, end)).results().map(r -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // What a mapping inherits or calls: the functions have classes of their own above Mapping.
    private static Set<String> declared(Class<?> type) {
        Stream<Class<?>> classes = type == Mapping.class
                ? Stream.iterate(type, c -> c != Object.class, c -> (Class<?>) c.getSuperclass()) : Stream.of(type);
        return classes.flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> !m.isSynthetic() && !Modifier.isStatic(m.getModifiers())
                        && (m.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(DefinitionPageTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(Method method) {
        String parameters = Arrays.stream(method.getGenericParameterTypes()).map(DefinitionPageTest::plain)
                .collect(Collectors.joining(", "));
        return plain(method.getGenericReturnType()) + " " + method.getName()
                + "(" + (method.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters) + ")";
    }

    private static String plain(java.lang.reflect.Type type) {
        return type.getTypeName().replaceAll("[a-z]+\\.", "");
    }
}
