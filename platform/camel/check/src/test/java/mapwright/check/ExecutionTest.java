package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import groovy.lang.GroovyClassLoader;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mapwright.Legacy;
import mapwright.LegacyMap;
import mapwright.Mapping;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A compiled mapping reaches the runtime's methods through Groovy's notation, brackets included. */
class ExecutionTest {
    private static final String SOURCE = """
            import groovy.transform.CompileStatic
            import mapwright.*
            @CompileStatic
            class A extends Mapping {
                double total
                void step() {
                    channelMap['text'] = cat('n', 1, true, 0.5d)
                    channelMap['number'] = 2.0d
                    channelMap['none'] = null
                    Object copied = channelMap['text']
                    channelMap['copy'] = copied
                    for (part in splitText('1,,0x10', ',')) {
                        if (part == '') {
                            continue
                        }
                        total = total + toNumber(part) / 2.0d
                    }
                    channelMap.put('total', num(total))
                    try {
                        throw new LegacyError('stop')
                    } catch (LegacyError e) {
                        channelMap['error'] = e.text()
                    }
                }
            }
            """;

    @Test
    void runs() throws ReflectiveOperationException {
        Map<String, Object> expected = new HashMap<>(
                Map.of("text", "n1true0.5", "number", 2.0, "copy", "n1true0.5", "total", "8.5", "error", "stop"));
        expected.put("none", null);
        assertEquals(expected, stored(SOURCE));
    }

    /** Numbers behave as the legacy's doubles, whatever Groovy does with numbers elsewhere. */
    @TestFactory
    Stream<DynamicTest> numbers() {
        Map<String, Object> cases = new LinkedHashMap<>();
        cases.put("nan == nan", false);
        cases.put("nan != nan", true);
        cases.put("nan < 1d || nan <= 1d || 1d < nan || 1d <= nan || i < nan || nan <= i", false);
        cases.put("!(nan < 1d)", true);
        cases.put("-0d == 0d", true);
        cases.put("zero == -0d", true);
        cases.put("-0d < zero", false);
        cases.put("1d / -0d", Double.NEGATIVE_INFINITY);
        cases.put("1d / (-zero)", Double.NEGATIVE_INFINITY);
        cases.put("i == 2d", true);
        cases.put("i < 2.5d", true);
        cases.put("i != nan", true);
        cases.put("i / 4d", 0.5);
        cases.put("(i + 1d)", 3.0);
        cases.put("7d - i * 0.5d", 6.0);
        cases.put("(-5d) % i", -1.0);
        cases.put("5.5d % -2d", 1.5);
        cases.put("1d % 0d", Double.NaN);
        cases.put("-3d % 3d", -0.0);
        cases.put("1e21d + 1d", 1e21);
        cases.put("i", 2);
        return cases.entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> assertEquals(c.getValue(),
                stored(step("double nan = toNumber('x')\ndouble zero = 0d\nint i = 2\nchannelMap['v'] = " + c.getKey())).get("v"))));
    }

    /** Why the subset has no {@code >} for doubles; when this fails, Groovy does better and it may have. */
    @Test
    void groovyTakesGreaterAsTrueForNan() throws ReflectiveOperationException {
        String source = "@groovy.transform.CompileStatic class B { boolean run(double a, double b) { return a > b && a >= b } }";
        Class<?> type = new GroovyClassLoader().parseClass(source, "B.groovy");
        assertEquals(true, type.getMethod("run", double.class, double.class)
                .invoke(type.getDeclaredConstructor().newInstance(), Double.NaN, 1.0));
    }

    /** Every literal that the compiler writes means the text that it was written for. */
    @TestFactory
    Stream<DynamicTest> literals() {
        Map<String, String> cases = Map.of("'it\\'s'", "it's", "'$x ${y}'", "$x ${y}", "'a\\\\u0041'", "a\\u0041", "'\\\\101\\\\n'",
                "\\101\\n", "'\\\\\\u00e9'", "\\\u00e9", "'\\ud83d\\ude00\\ud800'", "\ud83d\ude00\ud800", "'\\u0000\\u001c\\u000b'",
                "\0\u001c\u000b", "'\\r\\n\\t\\\\'", "\r\n\t\\", "'\\\\\\\\u005a\"'", "\\\\u005a\"", "'MSH|^~\\\\&|\\rPID'", "MSH|^~\\&|\rPID");
        return cases.entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(),
                () -> assertEquals(c.getValue(), stored(step("channelMap['v'] = " + c.getKey())).get("v"))));
    }

    /** How arguments arrive at a dynamic operation. */
    @Test
    void dynamicOperationsGetTheirOperands() throws ReflectiveOperationException {
        Map<String, Object> stored = stored(step("""
                List<Object> list = []
                int i = 3
                list.add(i)
                list.add(true)
                list.add(cat('a', i))
                channelMap['list'] = js.array(list)
                channelMap['call'] = js.call(list, 'm', i, 'x', 1d)
                channelMap['none'] = js.call('s', 'm')
                channelMap['null'] = js.call('s', 'm', null)
                channelMap['nested'] = js.call('s', 'm', list)
                channelMap['choice'] = js.looseEqual(i, 3d) ? js.undefined() : js.lookup('k')
                channelMap['items'] = js.item(splitText('a-b', '-'), 1d)
                """));
        Map<String, Object> expected = new HashMap<>();
        expected.put("list", "array[[3, true, a3]]");
        expected.put("call", "call[[3, true, a3], m, [3, x, 1.0]]");
        expected.put("none", "call[s, m, []]");
        expected.put("null", "call[s, m, [null]]");
        expected.put("nested", "call[s, m, [[3, true, a3]]]");
        expected.put("choice", "lookup[k]");
        expected.put("items", "item[[a, b], 1.0]");
        assertEquals(expected, stored);
    }

    /** The platform calls an entry point by connector number; without an override it does nothing. */
    @Test
    void entryPointsAreOverridden() throws ReflectiveOperationException {
        String source = step("channelMap['v'] = 'x'").replaceFirst("}\\n$", """
                @Override
                boolean filter(int connector) {
                    if (connector == 0) {
                        return channelMap.containsKey('v')
                    }
                    return true
                }
                @Override
                void transform(int connector) {
                    if (connector == 2) {
                        step()
                    }
                }
                }
                """);
        Map<String, Object> stored = new HashMap<>();
        Mapping mapping = mapping(source, stored);
        assertEquals(List.of(false, true), List.of(mapping.filter(0), mapping.filter(1)));
        mapping.transform(1);
        mapping.transformResponse(2);
        assertEquals(Map.of(), stored);
        mapping.transform(2);
        assertEquals(Map.of("v", "x"), stored);
        assertEquals(true, mapping.filter(0));
        assertNull(mapping.template(0));
        assertNull(mapping.responseTemplate(1));
    }

    private static String step(String statements) {
        return "import groovy.transform.CompileStatic\nimport mapwright.*\n@CompileStatic\nclass A extends Mapping {\nvoid step() {\n"
                + statements + "\n}\n}\n";
    }

    private static Map<String, Object> stored(String source) throws ReflectiveOperationException {
        Map<String, Object> stored = new HashMap<>();
        Mapping mapping = mapping(source, stored);
        mapping.getClass().getMethod("step").invoke(mapping);
        return stored;
    }

    private static Mapping mapping(String source, Map<String, Object> stored) throws ReflectiveOperationException {
        assertEquals(List.of(), MappingCheck.check("A.groovy", source));
        Class<?> type = new GroovyClassLoader(Mapping.class.getClassLoader()).parseClass(source, "A.groovy");
        Mapping mapping = (Mapping) type.getDeclaredConstructor().newInstance();
        set(mapping, "channelMap", map(stored));
        set(mapping, "js", echo());
        return mapping;
    }

    private static void set(Mapping mapping, String name, Object value) throws ReflectiveOperationException {
        Field field = Mapping.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(mapping, value);
    }

    // Answers each call with the operands that it got.
    private static Legacy echo() {
        return (Legacy) Proxy.newProxyInstance(Legacy.class.getClassLoader(), new Class<?>[] {Legacy.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? (Object) false
                        : method.getName() + Arrays.deepToString(arguments));
    }

    private static LegacyMap map(Map<String, Object> stored) {
        return new LegacyMap() {
            @Override
            public Object getAt(String key) {
                return stored.get(key);
            }

            @Override
            public void putAt(String key, Object value) {
                stored.put(key, value);
            }

            @Override
            public Object put(String key, Object value) {
                return stored.put(key, value);
            }

            @Override
            public boolean containsKey(String key) {
                return stored.containsKey(key);
            }
        };
    }
}
