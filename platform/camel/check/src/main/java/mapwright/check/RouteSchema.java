package mapwright.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Camel's own schema of routes in YAML, in its strict (canonical) form, out of the camel-yaml-dsl jar. */
final class RouteSchema {
    private static final String ENTRY = "schema/camelYamlDsl-canonical.json";
    private static final JsonSchema SCHEMA = load();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");
    // Camel resolves placeholders before it converts the type, which the schema does not know.
    private static final Map<String, JsonNode> STAND_INS =
            Map.of("boolean", BooleanNode.TRUE, "integer", IntNode.valueOf(1), "number", IntNode.valueOf(1));

    private RouteSchema() {
    }

    /** Where the document breaks the schema; a text that is one placeholder may stand for a number or boolean. */
    static List<Failure> check(YamlDocument document) {
        JsonNode root = document.root.deepCopy();
        Set<ValidationMessage> broken = SCHEMA.validate(root);
        while (standIn(root, broken)) {
            broken = SCHEMA.validate(root);
        }
        return broken.stream()
                .map(m -> document.at(m.getInstanceLocation().toString(), m.getMessage()))
                .distinct()
                .toList();
    }

    // Each round replaces at least one text by a value that is no text, so the rounds come to an end.
    private static boolean standIn(JsonNode root, Set<ValidationMessage> broken) {
        boolean changed = false;
        for (ValidationMessage m : broken) {
            JsonNode wanted = m.getType().equals("type") ? STAND_INS.get(m.getSchemaNode().asText()) : null;
            JsonPointer place = JsonPointer.compile(m.getInstanceLocation().toString());
            JsonNode found = root.at(place);
            if (wanted != null && found.isTextual() && PLACEHOLDER.matcher(found.asText()).matches()) {
                replace(root.at(place.head()), place.last(), wanted);
                changed = true;
            }
        }
        return changed;
    }

    private static void replace(JsonNode parent, JsonPointer last, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(last.getMatchingIndex(), value);
        }
    }

    private static JsonSchema load() {
        InputStream in = RouteSchema.class.getClassLoader().getResourceAsStream(ENTRY);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in, config);
    }
}
