package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A good route file, and the same one with one thing broken at a time. */
class RouteCheckTest {
    private static final RouteCheck CHECK = new RouteCheck();

    private record Break(String what, String old, String broken, String expected) {
    }

    @Test
    void takesAGoodRoute() throws IOException {
        assertEquals(List.of(), check(route(), properties()));
    }

    @TestFactory
    Stream<DynamicTest> refusesABrokenRoute() {
        return Stream.of(
                new Break("unknown option", "sync: true", "snyc: true", "14: netty snyc Unknown option"),
                new Break("wrong integer", "requestTimeout: \"{{harbor-oru.timeout}}\"", "requestTimeout: 5s", "14: netty requestTimeout Invalid integer value"),
                new Break("wrong boolean", "sync: true", "sync: maybe", "14: netty sync Invalid boolean value"),
                new Break("placeholder inside a number", "\"{{harbor-oru.timeout}}\"", "\"{{harbor-oru.timeout}}s\"", "14: netty requestTimeout"),
                new Break("special characters in an integer", "\"{{harbor-oru.timeout}}\"", "\"1 & 2)\"", "14: netty requestTimeout"),
                new Break("list as an option", "sync: true", "sync: [true]", "16: the value of an option"),
                new Break("unknown component", "jms:queue", "jmx-queue:queue", "28: unknown component jmx-queue"),
                new Break("unknown step", "- filter:", "- fliter:", "22: /1/route/from/steps/1: property 'fliter'"),
                new Break("text for a boolean", "\"{{harbor-oru.start}}\"", "\"yes {{harbor-oru.start}}\"", "7: "),
                new Break("text for a number of the schema", "ref: \"#class", "disabled: \"no\"\n            ref: \"#class", "disabled"),
                new Break("unknown placeholder", "{{harbor-oru.host}}", "{{harbor-oru.hots}}", "14: {{harbor-oru.hots}}"),
                new Break("placeholder with a default", "{{harbor-oru.host}}", "{{harbor-oru.host:x}}", "14: {{harbor-oru.host:x}}"),
                new Break("empty placeholder", "{{harbor-oru.host}}", "{{}}", "14: {{}}"),
                new Break("component from the environment", "{{harbor-oru.d2.uri}}", "{{env:D2}}", "30: the component"),
                new Break("no steps", "steps:\n        - process", "stps:\n        - process", "stps"),
                new Break("double key", "sync: true", "sync: true\n        sync: true", "17: key sync stands twice"),
                new Break("anchor", "sync: true", "sync: &a true", "anchor"),
                new Break("alias bomb", "- beans:", "- &a [*a, *a]\n- beans:", "anchor"),
                new Break("tag", "sync: true", "sync: !!java.net.URL x", "tag"),
                new Break("no YAML", "- route:", "- route: [", "harbor-oru.camel.yaml:"),
                new Break("no list", "- beans:", "beans:", "harbor-oru.camel.yaml:"),
                new Break("not ASCII", "group: harbor-oru", "group: h\u00e4rbor", "6: a character is not ASCII"))
                .map(b -> DynamicTest.dynamicTest(b.what, () -> broken(b)));
    }

    @TestFactory
    Stream<DynamicTest> refusesBrokenProperties() {
        return Stream.of(
                new Break("value of the wrong type", "timeout=5000", "timeout=5s", "requestTimeout"),
                new Break("unknown component behind a key", "uri=file:", "uri=flie:", "30: unknown component flie"),
                new Break("double key", "harbor-oru.start=true", "harbor-oru.start=true\nharbor-oru.start=false", "stands twice"),
                new Break("missing key", "harbor-oru.retries=-1\n", "", "11: {{harbor-oru.retries}}"),
                new Break("bad escape", "host=0.0.0.0", "host=\\u00zz", "harbor-oru.properties: "),
                new Break("not ASCII", "Invented", "Inv\u00e9nted", "harbor-oru.properties:1: "))
                .map(b -> DynamicTest.dynamicTest(b.what, () -> {
                    assertTrue(properties().contains(b.old), "the case changes nothing");
                    expect(b, check(route(), properties().replace(b.old, b.broken)));
                }));
    }

    @Test
    void everyKeyIsMissingWithoutAPropertiesFile() throws IOException {
        assertTrue(check(route(), null).stream().anyMatch(f -> f.message().contains("{{harbor-oru.port}}")));
    }

    @Test
    void emptyFilesAreRefused() {
        for (String text : List.of("", "# nothing\n", "\u0000", "a: b: c", "- ", "x")) {
            assertTrue(!check(text, "").isEmpty(), text);
        }
    }

    private static void broken(Break b) throws IOException {
        assertTrue(route().contains(b.old), "the case changes nothing");
        expect(b, check(route().replace(b.old, b.broken), properties()));
    }

    private static void expect(Break b, List<Failure> failures) {
        assertTrue(failures.stream().anyMatch(f -> f.toString().contains(b.expected)), failures::toString);
    }

    private static List<Failure> check(String route, String properties) {
        return CHECK.check("routes/harbor-oru.camel.yaml", route, "properties/harbor-oru.properties", properties);
    }

    private static String route() throws IOException {
        return resource("output/routes/harbor-oru.camel.yaml");
    }

    private static String properties() throws IOException {
        return resource("output/properties/harbor-oru.properties");
    }

    private static String resource(String name) throws IOException {
        try (var in = RouteCheckTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
