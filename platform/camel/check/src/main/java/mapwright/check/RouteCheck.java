package mapwright.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** Checks one route file: plain ASCII, Camel's schema, the options of every endpoint, and its placeholders. */
public final class RouteCheck {
    // What hangs below these keys is data, where a key "uri" means no endpoint.
    private static final Set<String> DATA = Set.of("parameters", "properties");
    private final CamelCatalog catalog = new DefaultCamelCatalog();

    /**
     * Everything wrong with a route file; empty when it is good.
     *
     * @param propertiesFile the name of the connection's properties file
     * @param properties its content, or null when there is none
     */
    public List<Failure> check(String file, String text, String propertiesFile, String properties) {
        List<Failure> failures = new ArrayList<>(Ascii.check(file, text));
        YamlDocument document = YamlDocument.parse(file, text);
        failures.addAll(document.failures);
        if (!document.failures.isEmpty()) {
            return failures;
        }
        Placeholders placeholders = new Placeholders(propertiesFile, properties);
        failures.addAll(placeholders.failures);
        failures.addAll(RouteSchema.check(document));
        walk(document, document.root, "", placeholders, failures);
        return failures;
    }

    private void walk(YamlDocument document, JsonNode node, String pointer, Placeholders placeholders, List<Failure> out) {
        if (node.isTextual()) {
            keys(document, node.asText(), pointer, placeholders, out);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(document, node.get(i), pointer + "/" + i, placeholders, out);
            }
        } else if (node.isObject()) {
            if (node.path("uri").isTextual() && !DATA.contains(pointer.substring(pointer.lastIndexOf('/') + 1))) {
                endpoint(document, node, pointer, placeholders, out);
            }
            node.fields().forEachRemaining(e -> {
                String below = pointer + "/" + e.getKey().replace("~", "~0").replace("/", "~1");
                keys(document, e.getKey(), below, placeholders, out);
                walk(document, e.getValue(), below, placeholders, out);
            });
        }
    }

    private static void keys(YamlDocument document, String text, String pointer, Placeholders placeholders, List<Failure> out) {
        for (String key : placeholders.missing(text)) {
            out.add(document.at(pointer, "{{" + key + "}} has no line in the properties file"));
        }
    }

    // Once as written, where Camel takes a placeholder for anything, and once with the stored values, which have
    // to be of the right type, too.
    private void endpoint(YamlDocument document, JsonNode node, String pointer, Placeholders placeholders, List<Failure> out) {
        node.path("parameters").fields().forEachRemaining(e -> {
            if (e.getValue().isContainerNode()) {
                out.add(document.at(pointer + "/parameters/" + e.getKey(), "the value of an option is no list and no map"));
            }
        });
        String asWritten = uri(node, text -> text);
        String resolved = uri(node, placeholders::resolve);
        String wrong = resolved.startsWith("{{") ? "the component is not known before run time" : null;
        if (wrong == null && !asWritten.startsWith("{{")) {
            wrong = problem(asWritten);
        }
        if (wrong == null) {
            wrong = problem(resolved);
        }
        if (wrong != null) {
            out.add(document.at(pointer + "/uri", wrong));
        }
    }

    private String problem(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);
        // The catalogue counts an unknown component as a warning only.
        if (result.getUnknownComponent() != null) {
            return "unknown component " + result.getUnknownComponent();
        }
        return result.isSuccess() ? null : result.summaryErrorMessage(false).strip().replaceAll("\\s+", " ");
    }

    private static String uri(JsonNode node, UnaryOperator<String> resolve) {
        String base = resolve.apply(node.get("uri").asText());
        StringJoiner query = new StringJoiner("&", base.contains("?") ? "&" : "?", "").setEmptyValue("");
        node.path("parameters").fields().forEachRemaining(e ->
                query.add(e.getKey() + "=" + protect(resolve.apply(e.getValue().asText()))));
        return base + query;
    }

    // The catalogue splits a URI at & even inside RAW() or a percent notation. What matters to it is the type of
    // the value only, and no number, boolean or listed word holds one of these characters.
    private static String protect(String value) {
        return value.replaceAll("[^A-Za-z0-9_.,:/#${}()*-]", "_");
    }
}
