package mapwright.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Extracts the endpoint options of the components that the compiler emits from the Camel component catalogue.
 *
 * <p>The compiler embeds the result, so that it can refuse an unknown option without a Java installation.
 */
public final class Catalogue {
    private static final List<String> COMPONENTS = List.of(
            "aws2-s3", "bean", "direct", "file", "ftp", "http", "jetty", "jms", "log", "netty", "scheduler", "seda", "sftp", "smb",
            "smtp", "smtps", "sql");
    private static final String FOLDER = "org/apache/camel/catalog/components/";
    private static final List<String> COPIED = List.of("kind", "type", "required", "enum", "defaultValue", "secret", "prefix");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Catalogue() {
    }

    /** The extract as one JSON document: keys sorted, one option per line. */
    static String extract(String version) {
        StringJoiner sources = new StringJoiner(",\n", "{\n", "\n    }");
        StringJoiner components = new StringJoiner(",\n", "{\n", "\n  }");
        for (String name : COMPONENTS) {
            byte[] entry = read(FOLDER + name + ".json");
            sources.add("      " + json(FOLDER + name + ".json") + ": {\"sha256\": " + json(sha256(entry)) + "}");
            components.add("    " + json(name) + ": " + component(parse(entry), version));
        }
        return "{\n  \"source\": {\n    \"artifact\": " + json("org.apache.camel:camel-catalog:" + version)
                + ",\n    \"entries\": " + sources + "\n  },\n  \"components\": " + components + "\n}\n";
    }

    private static String component(JsonNode document, String version) {
        JsonNode head = document.get("component");
        if (!head.get("version").asText().equals(version)) {
            throw new IllegalStateException("the catalogue on the class path is of Camel " + head.get("version"));
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        document.get("properties").fields().forEachRemaining(e -> sorted.put(e.getKey(), e.getValue()));
        StringJoiner options = new StringJoiner(",\n", "{\n", "\n      }");
        sorted.forEach((name, option) -> options.add("        " + json(name) + ": " + json(option(option))));
        return "{\n      \"scheme\": " + json(head.get("scheme").asText()) + ",\n      \"syntax\": "
                + json(head.get("syntax").asText()) + ",\n      \"options\": " + options + "\n    }";
    }

    // Absent means: no closed list, no default, not secret, no prefix.
    private static Map<String, JsonNode> option(JsonNode source) {
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        for (String key : COPIED) {
            JsonNode value = source.get(key);
            if (value != null && !(key.equals("secret") && !value.asBoolean())) {
                kept.put(key.equals("defaultValue") ? "default" : key, value);
            }
        }
        return kept;
    }

    private static byte[] read(String entry) {
        try (InputStream in = Catalogue.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IllegalStateException(entry + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
