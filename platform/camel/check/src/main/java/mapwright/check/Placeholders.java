package mapwright.check;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties file of one connection and the {@code {{key}}} references to it. */
final class Placeholders {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final String ENVIRONMENT = "env:";
    final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    /** @param text the file's content, or null when there is no such file */
    Placeholders(String file, String text) {
        if (text == null) {
            return;
        }
        failures.addAll(Ascii.check(file, text));
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    failures.add(new Failure(file, 0, "key " + key + " stands twice"));
                }
                return null;
            }
        };
        try {
            reader.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            failures.add(new Failure(file, 0, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that a text refers to and that have no line; references to the environment need none. */
    List<String> missing(String text) {
        List<String> missing = new ArrayList<>();
        Matcher m = REFERENCE.matcher(text);
        while (m.find()) {
            if (!m.group(1).startsWith(ENVIRONMENT) && !values.containsKey(m.group(1))) {
                missing.add(m.group(1));
            }
        }
        return missing;
    }

    /** The text with every known key replaced by its value; other references stay. */
    String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(m ->
                Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
    }
}
