package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groovy.lang.GroovyClassLoader;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mapwright.LegacyMap;
import mapwright.Mapping;
import org.junit.jupiter.api.Test;

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
        assertEquals(List.of(), MappingCheck.check("A.groovy", SOURCE));
        Map<String, Object> stored = new HashMap<>();
        Class<?> type = new GroovyClassLoader(Mapping.class.getClassLoader()).parseClass(SOURCE, "A.groovy");
        Object mapping = type.getDeclaredConstructor().newInstance();
        Field channelMap = Mapping.class.getDeclaredField("channelMap");
        channelMap.setAccessible(true);
        channelMap.set(mapping, map(stored));
        type.getMethod("step").invoke(mapping);
        Map<String, Object> expected = new HashMap<>(
                Map.of("text", "n1true0.5", "number", 2.0, "copy", "n1true0.5", "total", "8.5", "error", "stop"));
        expected.put("none", null);
        assertEquals(expected, stored);
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
