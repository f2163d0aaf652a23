package mapwright;

/** What the legacy language takes for white space: WhiteSpace and LineTerminator of ECMAScript 5.1 (7.2, 7.3). */
final class Blanks {
    private Blanks() {
    }

    /** The text without white space at both ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return switch (c) {
            case '\t', '\n', '\u000b', '\f', '\r', '\u2028', '\u2029', '\ufeff' -> true;
            default -> Character.getType(c) == Character.SPACE_SEPARATOR;
        };
    }
}
