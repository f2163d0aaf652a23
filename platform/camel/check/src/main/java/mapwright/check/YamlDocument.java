package mapwright.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file as JSON, with the line of every place. Anchors, tags and double keys are refused. */
final class YamlDocument {
    /** The content; a JSON null when the file could not be read. */
    final JsonNode root;
    final List<Failure> failures = new ArrayList<>();
    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlDocument(String file, String text) {
        this.file = file;
        JsonNode read = JsonNodeFactory.instance.nullNode();
        try {
            Node node = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text).orElse(null);
            if (node == null) {
                failures.add(new Failure(file, 0, "the file is empty"));
            } else {
                read = convert(node, "");
            }
        } catch (MarkedYamlEngineException e) {
            failures.add(new Failure(file, e.getProblemMark().map(m -> m.getLine() + 1).orElse(0), e.getProblem()));
        } catch (YamlEngineException e) {
            failures.add(new Failure(file, 0, e.getMessage()));
        }
        this.root = read;
    }

    static YamlDocument parse(String file, String text) {
        return new YamlDocument(file, text);
    }

    /** A failure at a place given as a JSON pointer. */
    Failure at(String pointer, String message) {
        return new Failure(file, lines.getOrDefault(pointer, 0), message);
    }

    private JsonNode convert(Node node, String pointer) {
        int line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        lines.putIfAbsent(pointer, line);
        if (node.getAnchor().isPresent()) {
            failures.add(new Failure(file, line, "anchors are outside the emitted YAML"));
            return JsonNodeFactory.instance.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        } else if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, pointer + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node, line);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple pair : mapping.getValue()) {
            int line = pair.getKeyNode().getStartMark().map(Mark::getLine).orElse(-1) + 1;
            if (!(pair.getKeyNode() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
                failures.add(new Failure(file, line, "a key has to be text"));
                continue;
            }
            String name = key.getValue();
            if (object.has(name)) {
                failures.add(new Failure(file, line, "key " + name + " stands twice"));
            }
            String below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            lines.put(below, line);
            object.set(name, convert(pair.getValueNode(), below));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode node, int line) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        String value = node.getValue();
        if (node.getTag().equals(Tag.STR)) {
            return make.textNode(value);
        } else if (node.getTag().equals(Tag.INT)) {
            return make.numberNode(new BigInteger(value));
        } else if (node.getTag().equals(Tag.FLOAT) && value.matches("[-+.0-9eE]+")) {
            return make.numberNode(new BigDecimal(value));
        } else if (node.getTag().equals(Tag.BOOL)) {
            return make.booleanNode(Boolean.parseBoolean(value));
        }
        boolean empty = node.getTag().equals(Tag.NULL);
        failures.add(new Failure(file, line,
                empty ? "a value is missing" : "tag " + node.getTag() + " is outside the emitted YAML"));
        return make.nullNode();
    }
}
