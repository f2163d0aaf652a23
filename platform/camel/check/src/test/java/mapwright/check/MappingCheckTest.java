package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the closed subset takes and what it refuses. */
class MappingCheckTest {
    private static final String HEAD = "import groovy.transform.CompileStatic\nimport mapwright.*\n@CompileStatic\nclass A extends Mapping {\n";

    @Test
    void takesEveryConstructOfTheSubset() throws IOException {
        String file = "output/mappings/HarborOru.groovy";
        try (var in = getClass().getClassLoader().getResourceAsStream(file)) {
            assertEquals(List.of(), MappingCheck.check(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @TestFactory
    Stream<DynamicTest> takesStatements() {
        return Stream.of(
                "msg['PID-5.1'] = 'x'", "msg['PID-5.1'] = 1", "msg['PID-5.1'] = null", "tmp.remove('PID')", "upper('a')",
                "String s = msg['A-1'] == '' ? 'x' : 'y'", "List<String> l = []", "List l = ['a', 1]",
                "double d = 1", "double d = -1.5d", "boolean b = 1 < 2.0d", "List<Node> n = msg.all('OBX')\nn.get(0)['1'] = 'x'",
                "for (Node n in msg.all('OBX')) { n['1'] = 'a' }", "String s = '\\u00e9 ${x}'", "Object o = 1.0d", "return",
                "this.step()", "channelMap[cat('a', 1)] = true", "int i = -1", "String t = true ? 'a' : 'b'",
                // Numbers: a double on one side at least.
                "double d = 1.0d + 1", "double d = 5.0d % 2.0d", "int i = 0\ndouble d = (i + 1d)\nd = i * 2d - 3d / i", "double d = -0d\nd = (-d)",
                "double d = 1e21d", "boolean b = 2 > 1 && 2 >= 1 && 0d < compare('a', 'b') && 1 <= length('a')", "int i = 1\nboolean b = i == 2 || i < 2.5d || i != 2.5d",
                // Dynamic operations, carried pieces, lists.
                "tmp['A-1'] = js.validate(js.lookup('k'), '', '^0+', '')", "boolean b = js.truthy(msg['A-1']) && !js.looseEqual(null, 1d)",
                "Object o = js.object('a', 1d, 'b', js.undefined())", "Object o = js.call(js.lookup('k'), 'substring', 0d, 1d)",
                "String s = js.replace(msg['A-1'], '-', 'g', '')", "String s = js.replace('a', js.regex('-', 'g'), '')",
                "Object o = js.item(splitText('a', '-'), 1d)", "carried.run('a.js')", "boolean b = carried.decide('a.js')", "throw new LegacyError(js.text(1d))",
                "destinationSet.removeAllExcept([1d, 2d])", "List<Object> l = []\nl.add(1d)\nl.add(msg.find('A-1'))\nchannelMap['k'] = js.array(l)",
                // Handles and loops.
                "Node n = null\nNodes m = null\nn = msg.at('A', 0)\nm = n.nodes()", "int i = 0\nfor (; i < msg.count('A'); i++) { step() }",
                "while (true) {\nif (!(msg.count('A') < 2)) {\nbreak\n}\n}", "try { step() } catch (LegacyError ignored) { step() }",
                "msg.putAt('A', 1, 'x')", "msg.at('A', 1).putAttribute('a', true)", "boolean b = msg.missing('A', 1)", "msg.nodes('A').createSegment('B', 0)",
                "msg.chain('A', 'x').attribute('y').child('z').chain('u').write(null)", "throw new LegacyError('x')\nreturn")
                .map(s -> DynamicTest.dynamicTest(s, () -> assertEquals(List.of(), MappingCheck.check("A.groovy", in(s)))));
    }

    @TestFactory
    Stream<DynamicTest> takesShapes() {
        return Stream.of(
                "@Override\nboolean filter(int connector) {\nif (connector == 0) {\nreturn msg['A-1'] == ''\n}\nreturn true\n}",
                "@Override\nString template(int connector) {\nif (connector == 1) {\nreturn 'a'\n}\nreturn null\n}",
                "@Override\nvoid transformResponse(int connector) {\nstep(1d, null, [])\n}\nvoid step(double d, Object o, List<Object> l) {\nl.add(o)\n}",
                "boolean rule() {\nthrow new LegacyError('x')\n}", "boolean rule() {\nthrow new LegacyError('x')\nreturn true\n}",
                "String trim = ''\nString step() {\nreturn trim(trim)\n}", "// Nothing.")
                .map(s -> DynamicTest.dynamicTest(s, () -> assertEquals(List.of(), MappingCheck.check("A.groovy", HEAD + s + "\n}\n"))));
    }

    @Test
    void aClassBearsTheNameOfItsFile() {
        Map<String, String> good = Map.of("harbor-oru", "HarborOru", "HarborOru", "HarborOru", "3-point", "C3Point",
                "list", "ListMapping", "harbor", "Harbor0123abcd");
        good.forEach((file, type) -> assertEquals(List.of(), refusals(file, type), file + " " + type));
        Map<String, String> bad = Map.of("harbor-oru", "HarborOrus", "harbor", "HarborOru", "HarborOru", "harborOru",
                "Harbor", "HarborMapping", "h-arbor", "Harbor", "a", "Node");
        bad.forEach((file, type) -> assertFalse(refusals(file, type).isEmpty(), file + " " + type));
    }

    private static List<Failure> refusals(String file, String type) {
        return MappingCheck.refusals("mappings/" + file + ".groovy", HEAD.replace("class A", "class " + type) + "}\n");
    }

    @TestFactory
    Stream<DynamicTest> refusesStatements() {
        return Stream.of(
                // Reaching out of the sandbox.
                "Runtime.runtime.exec('ls')", "'ls'.execute()", "['ls'].execute()", "new File('x').delete()", "System.exit(1)",
                "Class.forName('x')", "getClass()", "msg.getClass()", "this.metaClass", "this.class", "evaluate('1')", "println 'x'",
                "java.lang.System.exit(1)", "def x = new URL('http://example.invalid')", "Object o = new Object()", "invokeMethod('a', null)",
                "Eval.me('1')", "sleep(10)", "msg.with { it }", "wait()", "Object o = String", "Object o = Math.PI",
                // Notation.
                "String s = \"abc\"", "String s = '''abc'''", "String s = \"a${1}\"", "String s = /a/", "String s = $/a/$",
                "def s = 'a'", "var s = 'a'", "Map m = [:]", "Object m = [a: 1]", "Object m = [:]", "Object r = 1..2", "Object c = { 1 }",
                "Object c = () -> 1", "Object c = this.&step", "Object o = (String) msg['A-1']", "Object o = msg['A-1'] as int",
                "String s = msg['A-1'] ?: 'x'", "Object o = msg?.text()", "Object o = msg*.text()", "Object o = [*[1]]", "step(*[])",
                "Object o = msg.\"te${'x'}t\"()", "Object o = this.@msg", "Object o = msg.name", "msg.name = 'x'",
                "assert true", "synchronized (this) { step() }", "switch (msg['A-1']) { case 'a': step() }", "do { step() } while (true)",
                "try { step() } finally { step() }", "try { step() } catch (Exception e) { step() }", "throw new RuntimeException('x')",
                "throw new LegacyError()", "throw new LegacyError('x') { }", "int i = 010", "int i = 0x10", "int i = 1_0", "double d = 1.5",
                "double d = 1f", "Object o = 1L", "Object o = 1.0G", "int[] a = [1]", "Object a = new int[1]", "def (String a, String b) = ['x', 'y']",
                "@Deprecated String s = 'x'", "List<List<String>> l = []", "List<?> l = []", "Map<String, String> m = null", "Tree t = msg",
                // Operators and types.
                "boolean b = msg == tmp", "boolean b = msg['A-1'] == 1", "boolean b = channelMap['a'] == 'x'", "boolean b = 'a' < 'b'",
                "boolean b = 'a' in ['a']", "boolean b = 'a' =~ 'b'", "boolean b = 'a' ==~ 'b'", "boolean b = 'a' === 'b'", "boolean b = msg instanceof Tree",
                "boolean b = 1 <=> 2", "boolean b = true == true", "boolean b = msg.at('A', 0) == null", "String s = 'a' + 'b'", "double d = 1 + 1",
                "double d = 2.0d ** 2.0d", "int i = 1 << 2", "int i = 7 / 2", "Object o = ~1",
                "int i = 1\ni = -i", "double d = 1 % 2", "double d = '1' - 1d", "boolean b = 2.0d > 1.0d", "boolean b = 2 >= 1.0d", "boolean b = length('a') > 1", "double d = -true", "Object o = +1", "Object o = !msg", "if (msg['A-1']) { step() }", "while (1) { step() }", "String s = 1 ? 'a' : 'b'",
                "String s = true ? 'a' : 1.0d", "String s = null", "upper(null)", "msg.put('A', null)", "double d = null", "boolean b = null", "List<Object> l = null", "int i = 0\ni--", "int i = 0\n++i", "int i = 0\ni += 1", "double d = 0\nd++", "String s = 1.0d", "double d = '1'",
                "int i = 1.0d", "String s = msg.at('A', 0)", "String s = channelMap['a']", "Object o = msg[0]", "Object o = msg.all('A')['1']",
                "Object o = msg.all('A')[0]", "Object o = 'abc'[0]", "msg[1] = 'x'", "Object o = [1, 2][0]", "msg.x.y = 'a'",
                "List<String> l = [null]", "Object o = [step()]", "Object o = step()", "Object o = this", "Object o = super.upper('a')",
                "try { step() } catch (e) { step() }", "while (true) step()\ngoto x", "Object o = new int[]{1}", "List<int> l = [1]",
                // Names and shapes.
                "msg = tmp", "this.msg = tmp", "step = 'x'", "unknown = 'x'", "Object o = unknown", "unknown()", "upper()", "upper(1.0d)", "msg.upper('a')",
                "msg.all('A').each { }", "msg.all('A').remove(0)", "'abc'.length()", "1", "'x'", "msg['A-1']", "x: 1",
                "for (x in 'abc') { step() }", "for (x in msg) { step() }", "for (String x in msg.all('A')) { step() }", "for (int i in [1]) { step() }",
                "for (double d = 0; d < 1; d++) { step() }", "for (;;) { step() }", "int i = 0\nfor (i = 1; i < 2; i++) { step() }", "for (; true; step()) { step() }", "int upper = 1\nupper('a')",
                "filter(0)", "this.transform(0)", "js = null", "carried.file = 'x'", "js['a']", "js['a'] = 1", "Legacy j = js", "js.notify()", "for (int i = 0; i < 2; i += 1) { step() }",
                "for (int i = 0, j = 0; i < 2; i++) { step() }", "return 1", "upper(s: 'x')", "String s")
                .map(s -> refused(s, in(s)));
    }

    @TestFactory
    Stream<DynamicTest> refusesShapes() {
        String body = "void step() { upper('a') }\n";
        return Stream.of(
                HEAD + "static " + body + "}", HEAD + "synchronized " + body + "}", HEAD + "def step() { upper('a') }\n}", HEAD + "int count\n}",
                HEAD + "def x\n}", HEAD + "static String x\n}", HEAD + "String msg\n}", HEAD + "String x = \"a\"\n}", HEAD + "File x\n}",
                HEAD + "String x = new Date()\n}", HEAD + "A() { }\n}", HEAD + "static { upper('a') }\n}", HEAD + "{ upper('a') }\n}",
                HEAD + "class B { }\n}", HEAD + "}\nclass B { }", HEAD + "}\nprintln 'x'", HEAD + "String upper(String s) { return s }\n}",
                HEAD + "String toString() { return '' }\n}", HEAD + "Object invokeMethod(String a, Object b) { return b }\n}",
                HEAD + "void step(String a = 'x') { upper(a) }\n}", HEAD + "void step(a) { upper('a') }\n}", HEAD + "void step(String... a) { upper('a') }\n}",
                HEAD + "String step() { upper('a') }\n}", HEAD + "String step() { return }\n}", HEAD + "Object step() { return }\n}",
                HEAD + "boolean filter(int connector) { return true }\n}", HEAD + "@Override boolean filter(int connector, int more) { return true }\n}",
                HEAD + "@Override boolean filter() { return true }\n}", HEAD + "@Override boolean step() { return true }\n}",
                HEAD + "@Override Object template(int connector) { return null }\n}", HEAD + "@Override boolean filter(int c) { return null }\n}",
                HEAD + "@Override @Deprecated void transform(int c) { upper('a') }\n}", HEAD + "@Override private void transform(int c) { upper('a') }\n}",
                HEAD + "@Override String upper(String s) { return s }\n}", HEAD + "Object metaClass\n}", HEAD + "Legacy js2\n}", HEAD + "String step() { if (true) { return 'a' } }\n}", HEAD + "void step() throws Exception { upper('a') }\n}",
                HEAD + "<T> void step() { upper('a') }\n}", HEAD + "@Deprecated " + body + "}", HEAD + "@Lazy String x\n}",
                HEAD.replace("@CompileStatic\n", "") + body + "}", HEAD.replace("@CompileStatic\n", "@groovy.transform.CompileDynamic\n") + body + "}",
                HEAD.replace("@CompileStatic\n", "@CompileStatic(groovy.transform.TypeCheckingMode.SKIP)\n") + body + "}",
                HEAD.replace("@CompileStatic\n", "@CompileStatic(extensions = 'x.groovy')\n") + body + "}",
                HEAD.replace("@CompileStatic\n", "@Grab('a:b:1') @CompileStatic\n") + body + "}",
                HEAD.replace("@CompileStatic\n", "@groovy.transform.ASTTest(value = { System.exit(1) }) @CompileStatic\n") + body + "}",
                HEAD.replace("extends Mapping", "") + body + "}", HEAD.replace("extends Mapping", "extends Script") + body + "}",
                HEAD.replace("extends Mapping", "extends Mapping implements Runnable") + body + "}", HEAD.replace("class A", "class A<T>") + body + "}",
                HEAD.replace("class A", "abstract class A") + body + "}", HEAD.replace("class A", "class B") + body + "}", HEAD.replace("class A", "trait A") + body + "}",
                "import java.io.*\n" + HEAD + body + "}", "import java.io.File\n" + HEAD + body + "}", "import static java.lang.Math.abs\n" + HEAD + body + "}",
                "import static java.lang.Math.*\n" + HEAD + body + "}", "import java.io.File as Node\n" + HEAD + body + "}",
                "import mapwright.Tree as Node\n" + HEAD + body + "}", "import mapwright.check.*\n" + HEAD + body + "}", "package other\n" + HEAD + body + "}",
                "upper('x')", "\n", HEAD + "void step() {\n}", HEAD + "// \u00e9\n" + body + "}")
                .map(s -> refused(s, s));
    }

    @Test
    void namesTheLineOfEveryFailure() {
        String source = HEAD + "void step() {\nupper(1.0d)\n'ls'.execute()\nString s = \"x\"\n}\n}\n";
        assertEquals("A.groovy:6 A.groovy:7 A.groovy:8", MappingCheck.check("A.groovy", source).stream()
                .map(f -> f.file() + ":" + f.line()).collect(Collectors.joining(" ")));
    }

    @Test
    void reportsWhatOnlyTheCompilerSees() {
        String source = HEAD + "void step() {\nfor (int i = 0; i < 1; i++) {\nbreak nowhere\n}\n}\n}\n";
        List<Failure> failures = MappingCheck.check("A.groovy", source);
        assertEquals(1, failures.size());
        assertEquals(7, failures.get(0).line());
    }

    @Test
    void reportsNestingThatOverflows() {
        String source = HEAD + "void step() {\nboolean b = " + "(".repeat(3_000) + "true" + ")".repeat(3_000) + "\n}\n}\n";
        assertFalse(MappingCheck.check("A.groovy", source).isEmpty());
    }

    private static String in(String statement) {
        return HEAD + "void step() {\n" + statement + "\n}\n}\n";
    }

    // The subset has to refuse by itself: a file that only the compiler stops is a hole waiting for a valid spelling.
    private static DynamicTest refused(String name, String source) {
        return DynamicTest.dynamicTest("refuses " + name.strip(),
                () -> assertFalse(MappingCheck.refusals("A.groovy", source).isEmpty(), name));
    }
}
