package mapwright.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that are visible at one place of a mapping class, and the failures found so far. */
final class Scope {
    final Map<String, Type> inherited = Api.fields();
    final Map<String, Type> fields = new HashMap<>();
    final List<Signature> methods = new ArrayList<>(Api.methods(Type.of(mapwright.Mapping.class)));
    final List<Failure> failures = new ArrayList<>();
    private final Deque<Map<String, Type>> locals = new ArrayDeque<>();
    private final String file;
    private final List<String> lines;

    Scope(String file, String source) {
        this.file = file;
        this.lines = source.lines().toList();
    }

    void fail(int line, String message) {
        failures.add(new Failure(file, Math.max(line, 0), message));
    }

    /** Runs a piece of the check with a block of its own for local variables. */
    void inBlock(Runnable check) {
        locals.push(new HashMap<>());
        check.run();
        locals.pop();
    }

    void declare(String name, Type type) {
        locals.element().put(name, type);
    }

    /** The type of a local variable, a field of the class or an inherited field; null when there is none. */
    Type variable(String name) {
        for (Map<String, Type> block : locals) {
            if (block.containsKey(name)) {
                return block.get(name);
            }
        }
        return field(name);
    }

    /** The type of a field of the class or an inherited one; null when there is none. */
    Type field(String name) {
        return fields.containsKey(name) ? fields.get(name) : inherited.get(name);
    }

    boolean isLocal(String name) {
        return locals.stream().anyMatch(block -> block.containsKey(name));
    }

    /** The source from a place on, both counted from 1, to the end of the line. */
    String sourceAt(int line, int column) {
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return column >= 1 && column <= text.length() ? text.substring(column - 1) : "";
    }
}
