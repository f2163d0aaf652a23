package mapwright;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The legacy language's string methods (ECMAScript 5.1, 15.5.4) on UTF-16 text, and the forms that definitions have
 * for what scripts often build from them. Positions are JavaScript numbers: NaN counts as 0, fractions are cut off,
 * and nothing is ever out of range.
 */
public abstract class TextFunctions extends NumberFunctions {
    /** toUpperCase, whatever the machine's language. */
    protected final String upper(String s) {
        return s.toUpperCase(Locale.ROOT);
    }

    /** toLowerCase, whatever the machine's language. */
    protected final String lower(String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    /** trim: no-break space and byte order mark are white space, too. */
    protected final String trim(String s) {
        return Blanks.strip(s);
    }

    /** substring from a position to the end. */
    protected final String substring(String s, double start) {
        return s.substring(clamp(start, s.length()));
    }

    /** substring between two positions, whichever comes first. */
    protected final String substring(String s, double start, double end) {
        int a = clamp(start, s.length());
        int b = clamp(end, s.length());
        return s.substring(Math.min(a, b), Math.max(a, b));
    }

    /** substr from a position, a negative one counted from the end. */
    protected final String substr(String s, double start) {
        return s.substring(fromEnd(start, s.length()));
    }

    /** substr of a length. */
    protected final String substr(String s, double start, double length) {
        int a = fromEnd(start, s.length());
        return s.substring(a, a + clamp(length, s.length() - a));
    }

    /** slice from a position, a negative one counted from the end. */
    protected final String slice(String s, double start) {
        return s.substring(fromEnd(start, s.length()));
    }

    /** slice between two positions; empty when they are swapped. */
    protected final String slice(String s, double start, double end) {
        int a = fromEnd(start, s.length());
        return s.substring(a, Math.max(a, fromEnd(end, s.length())));
    }

    /** charAt: the UTF-16 unit at a position, or empty text. */
    protected final String charAt(String s, double index) {
        double i = toInteger(index);
        return i < 0 || i >= s.length() ? "" : s.substring((int) i, (int) i + 1);
    }

    /** charCodeAt: the number of the UTF-16 unit, or NaN. */
    protected final double charCodeAt(String s, double index) {
        double i = toInteger(index);
        return i < 0 || i >= s.length() ? Double.NaN : s.charAt((int) i);
    }

    /** indexOf: the first place of a text, or -1. */
    protected final double indexOf(String s, String wanted) {
        return s.indexOf(wanted);
    }

    /**
     * indexOf from a position. An empty text is found at the position itself, even at a negative one: so does the
     * engine (Rhino 1.7.13), where the standard says 0.
     */
    protected final double indexOf(String s, String wanted, double from) {
        if (wanted.isEmpty()) {
            return Math.min((int) toInteger(from), s.length());
        }
        return s.indexOf(wanted, clamp(from, s.length()));
    }

    /** lastIndexOf: the last place of a text, or -1. */
    protected final double lastIndexOf(String s, String wanted) {
        return s.lastIndexOf(wanted);
    }

    /** lastIndexOf at or before a position; NaN is the end. */
    protected final double lastIndexOf(String s, String wanted, double from) {
        return s.lastIndexOf(wanted, Double.isNaN(from) ? s.length() : clamp(from, s.length()));
    }

    /** Whether a text stands anywhere in another; an empty one always does. */
    protected final boolean contains(String s, String wanted) {
        return s.contains(wanted);
    }

    /** Whether a text equals one of several. */
    protected final boolean oneOf(String subject, String... texts) {
        return List.of(texts).contains(subject);
    }

    /** The text, or the other one where it has no length. */
    protected final String orDefault(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }

    /** The order of the legacy's {@code <} between texts, by UTF-16 unit: -1, 0 or 1. */
    protected final double compare(String a, String b) {
        return Integer.signum(a.compareTo(b));
    }

    /** A boolean as text: true or false. */
    protected final String text(boolean value) {
        return value ? "true" : "false";
    }

    /** The number of UTF-16 units. */
    protected final double length(String s) {
        return s.length();
    }

    /** concat of texts. */
    protected final String concat(String s, String... more) {
        return s + String.join("", more);
    }

    /**
     * The legacy's {@code +} between texts, flat because a long chain of operators overflows the compiler.
     *
     * @param parts text, and numbers (double or int) and booleans in the legacy's notation; nothing else
     */
    protected final String cat(Object... parts) {
        StringBuilder out = new StringBuilder();
        for (Object part : parts) {
            out.append(partText(part));
        }
        return out.toString();
    }

    /**
     * replace with a text as pattern: only the first place, and {@code $&}, {@code $$}, {@code $`} and
     * {@code $'} of the replacement stand for the match, a dollar, and what lies before and after.
     */
    protected final String replaceFirst(String s, String literal, String replacement) {
        int at = s.indexOf(literal);
        if (at < 0) {
            return s;
        }
        String before = s.substring(0, at);
        String after = s.substring(at + literal.length());
        return before + expand(replacement, before, literal, after) + after;
    }

    /**
     * replaceAll of the host's strings, which legacy scripts call on what maps and Java methods gave them: pattern
     * and replacement are in the host's dialect.
     *
     * @throws LegacyError when the pattern or the replacement is ill-formed
     */
    protected final String replaceAll(String text, String pattern, String replacement) {
        try {
            return text.replaceAll(pattern, replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new LegacyError("JavaException: " + e);
        }
    }

    /** The text before the first separator, or all of it; the separator is not empty. */
    protected final String firstPiece(String text, String separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /** split at a text; an empty separator splits into UTF-16 units. */
    protected final List<String> splitText(String s, String separator) {
        return split(s, separator, Integer.MAX_VALUE);
    }

    /** split into at most so many parts; the rest is dropped. A negative limit wraps round to a large one. */
    protected final List<String> splitText(String s, String separator, double limit) {
        return split(s, separator, toUint32(limit));
    }

    private static int fromEnd(double position, int length) {
        double p = toInteger(position);
        return clamp(p < 0 ? p + length : p, length);
    }

    private String partText(Object part) {
        if (part instanceof String || part instanceof Boolean) {
            return part.toString();
        }
        if (part instanceof Double || part instanceof Integer) {
            return num(((Number) part).doubleValue());
        }
        throw new IllegalArgumentException("cat takes text, numbers and booleans, not "
                + (part == null ? "null" : part.getClass().getName()));
    }

    private static String expand(String replacement, String before, String match, String after) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < replacement.length()) {
            char mark = replacement.charAt(i) == '$' && i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
            switch (mark) {
                case '$' -> out.append('$');
                case '&' -> out.append(match);
                case '`' -> out.append(before);
                case '\'' -> out.append(after);
                default -> out.append(replacement.charAt(i));
            }
            i += "$&`'".indexOf(mark) >= 0 ? 2 : 1;
        }
        return out.toString();
    }

    private static List<String> split(String s, String separator, long limit) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        if (separator.isEmpty()) {
            while (start < s.length() && parts.size() < limit) {
                parts.add(s.substring(start, ++start));
            }
            return parts;
        }
        int at = s.indexOf(separator);
        while (at >= 0 && parts.size() < limit) {
            parts.add(s.substring(start, at));
            start = at + separator.length();
            at = s.indexOf(separator, start);
        }
        if (parts.size() < limit) {
            parts.add(s.substring(start));
        }
        return parts;
    }
}
