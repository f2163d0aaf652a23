package mapwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every string function against fixed cases and, over all boundary arguments, against the legacy's own runner. */
class TextFunctionsTest {
    private static final Mapping M = new Mapping() {
    };
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final String[] TEXTS = {
        "", "a", "abc", "abcabc", "a,b,,c,", ",", " \u00a0\ufeffab\u2028\u3000", "\u180ex\u0085", "\ud83d\ude00z",
        "\ude00\ud83d", "stra\u00dfe \u0130 \u03a3\u03c3\u03c2", "a$b", "aaa",
    };
    private static final String[] WANTED = {"", "a", "abc", "bc", ",", "\ud83d", "\ude00", "$", "aa", "zz"};
    private static final double[] POSITIONS = {
        0, 1, 2, 3, 6, 7, 1e10, -1, -2, -3, -100, 0.9, -0.9, 1.5, -0.0, NAN, INF, -INF, 4294967295.0, 4294967297.0,
    };
    private static final String[] REPLACEMENTS = {
        "", "x", "$", "$$", "$$$", "$&", "[$`|$'|$&]", "$1$0$10", "$+", "$x", "$$&", "\\$&",
    };

    private record Case(String name, Object expected, Object actual) {
    }

    @TestFactory
    List<DynamicTest> fixedCases() {
        return List.of(
                new Case("upper sharp s", "STRASSE", M.upper("stra\u00dfe")),
                new Case("upper i is not Turkish", "I", M.upper("i")),
                new Case("lower", "abc", M.lower("ABC")),
                new Case("trim", "a b", M.trim("\u00a0\ufeff\t\r\n\u000b\f a b\u2029\u2003")),
                new Case("trim keeps NEL and control characters", "\u0085\u0000", M.trim(" \u0085\u0000 ")),
                new Case("substring swaps", "bc", M.substring("abcd", 3, 1)),
                new Case("substring negative", "abcd", M.substring("abcd", -3)),
                new Case("substring NaN", "ab", M.substring("abcd", NAN, 2)),
                new Case("substring beyond", "", M.substring("abcd", 9)),
                new Case("substring splits surrogates", "\ude00", M.substring("\ud83d\ude00", 1)),
                new Case("substr from end", "cd", M.substr("abcd", -2)),
                new Case("substr length", "c", M.substr("abcd", -2, 1)),
                new Case("substr negative length", "", M.substr("abcd", 1, -1)),
                new Case("slice swapped", "", M.slice("abcd", 3, 1)),
                new Case("slice from end", "bc", M.slice("abcd", -3, -1)),
                new Case("charAt negative", "", M.charAt("abc", -1)),
                new Case("charAt fraction", "a", M.charAt("abc", -0.5)),
                new Case("charCodeAt", 98.0, M.charCodeAt("abc", 1)),
                new Case("charCodeAt beyond", NAN, M.charCodeAt("abc", 3)),
                new Case("indexOf empty beyond", 3.0, M.indexOf("abc", "", 10)),
                new Case("indexOf empty before the start", -5.0, M.indexOf("abc", "", -5)),
                new Case("lastIndexOf NaN", 3.0, M.lastIndexOf("abcabc", "abc", NAN)),
                new Case("lastIndexOf negative", 0.0, M.lastIndexOf("abc", "a", -5)),
                new Case("length", 2.0, M.length("\ud83d\ude00")),
                new Case("concat", "abc", M.concat("a", "b", "c")),
                new Case("concat alone", "a", M.concat("a")),
                new Case("cat", "a1true0.5-3", M.cat("a", 1.0, true, 0.5, -3)),
                new Case("contains", true, M.contains("abc", "bc")),
                new Case("contains nothing", true, M.contains("", "")),
                new Case("contains more than there is", false, M.contains("a", "ab")),
                new Case("oneOf", true, M.oneOf("b", "a", "b", "c")),
                new Case("oneOf takes the case of letters", false, M.oneOf("B", "a", "b")),
                new Case("oneOf nothing", false, M.oneOf("")),
                new Case("orDefault", "a", M.orDefault("a", "b")),
                new Case("orDefault empty", "b", M.orDefault("", "b")),
                new Case("orDefault blank is text", " ", M.orDefault(" ", "b")),
                new Case("compare by unit, not by character", 1.0, M.compare("\uff5e", "\ud83d\ude00")),
                new Case("compare prefix", -1.0, M.compare("ab", "abc")),
                new Case("compare far apart", 1.0, M.compare("z", "A")),
                new Case("compare equal", 0.0, M.compare("", "")),
                new Case("text of true", "true", M.text(true)),
                new Case("text of false", "false", M.text(false)),
                new Case("firstPiece", "a", M.firstPiece("a-b-c", "-")),
                new Case("firstPiece without separator", "abc", M.firstPiece("abc", "-")),
                new Case("firstPiece before a separator at the start", "", M.firstPiece("-a", "-")),
                new Case("replaceAll", "x1-x2", M.replaceAll("a1-a2", "a(\\d)", "x$1")),
                new Case("replaceAll of empty matches", "-a-", M.replaceAll("a", "b*", "-")),
                new Case("cat nothing", "", M.cat()),
                new Case("replaceFirst", "a[b$ac]c", M.replaceFirst("abc", "b", "[$&$$$`$']")),
                new Case("replaceFirst empty", "xabc", M.replaceFirst("abc", "", "x")),
                new Case("replaceFirst none", "abc", M.replaceFirst("abc", "z", "$&")),
                new Case("splitText keeps empties", List.of("a", "", ""), M.splitText("a,,", ",")),
                new Case("splitText of nothing", List.of(""), M.splitText("", ",")),
                new Case("splitText units of nothing", List.of(), M.splitText("", "")),
                new Case("splitText limit", List.of("a", "b"), M.splitText("a,b,c", ",", 2)),
                new Case("splitText limit 0", List.of(), M.splitText("a,b", ",", 0)),
                new Case("splitText negative limit", List.of("a", "b"), M.splitText("a,b", ",", -1)))
                .stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> assertEquals(c.expected, c.actual)))
                .toList();
    }

    @Test
    void catRefusesWhatHasNoSettledText() {
        assertThrows(IllegalArgumentException.class, () -> M.cat("a", (Object) null));
        assertThrows(IllegalArgumentException.class, () -> M.cat(List.of()));
    }

    @Test
    void replaceAllFailsAsTheHostDoes() {
        String[][] cases = {
            {"(", ""}, {"a", "$"}, {"a", "$1"}, {"a", "\\"}, {"a", "${x}"}, {"*", "x"}, {"[", "x"}, {"a{2,1}", "x"},
        };
        try (Rhino rhino = new Rhino()) {
            for (String[] c : cases) {
                LegacyError error = assertThrows(LegacyError.class, () -> M.replaceAll("aa", c[0], c[1]), c[0]);
                check(rhino, "var t = ''; try { new java.lang.String('aa').replaceAll(a[0], a[1]) } catch (e) { t = '' + e } t",
                        error.text(), c[0], c[1]);
            }
        }
        assertEquals("b", M.replaceAll("b", "a", "$1"));
    }

    @Test
    void agreesWithTheLegacyOnTextAlone() {
        try (Rhino rhino = new Rhino()) {
            for (String s : TEXTS) {
                check(rhino, "a[0].toUpperCase()", M.upper(s), s);
                check(rhino, "a[0].toLowerCase()", M.lower(s), s);
                check(rhino, "a[0].trim()", M.trim(s), s);
                check(rhino, "a[0].length", M.num(M.length(s)), s);
            }
        }
    }

    @Test
    void agreesWithTheLegacyOnPositions() {
        try (Rhino rhino = new Rhino()) {
            for (String s : TEXTS) {
                for (double i : POSITIONS) {
                    check(rhino, "a[0].substring(a[1])", M.substring(s, i), s, i);
                    check(rhino, "a[0].substr(a[1])", M.substr(s, i), s, i);
                    check(rhino, "a[0].slice(a[1])", M.slice(s, i), s, i);
                    check(rhino, "a[0].charAt(a[1])", M.charAt(s, i), s, i);
                    check(rhino, "a[0].charCodeAt(a[1])", M.num(M.charCodeAt(s, i)), s, i);
                    for (double j : POSITIONS) {
                        check(rhino, "a[0].substring(a[1], a[2])", M.substring(s, i, j), s, i, j);
                        check(rhino, "a[0].substr(a[1], a[2])", M.substr(s, i, j), s, i, j);
                        check(rhino, "a[0].slice(a[1], a[2])", M.slice(s, i, j), s, i, j);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheLegacyOnSearches() {
        try (Rhino rhino = new Rhino()) {
            for (String s : TEXTS) {
                for (String other : TEXTS) {
                    check(rhino, "a[0] < a[1] ? -1 : a[0] > a[1] ? 1 : 0", M.num(M.compare(s, other)), s, other);
                    check(rhino, "a[0] || a[1]", M.orDefault(s, other), s, other);
                }
                for (String w : WANTED) {
                    check(rhino, "a[0].indexOf(a[1]) != -1", M.text(M.contains(s, w)), s, w);
                    if (!w.isEmpty()) {
                        check(rhino, "a[0].split(a[1])[0]", M.firstPiece(s, w), s, w);
                    }
                    String quoted = Pattern.quote(w);
                    check(rhino, "'' + new java.lang.String(a[0]).replaceAll(a[1], a[2])", M.replaceAll(s, quoted, "<$0>"), s, quoted,
                            "<$0>");
                    check(rhino, "a[0].indexOf(a[1])", M.num(M.indexOf(s, w)), s, w);
                    check(rhino, "a[0].lastIndexOf(a[1])", M.num(M.lastIndexOf(s, w)), s, w);
                    check(rhino, "a[0].concat(a[1])", M.concat(s, w), s, w);
                    check(rhino, "a[0].split(a[1]).join('|')", String.join("|", M.splitText(s, w)), s, w);
                    for (double i : POSITIONS) {
                        check(rhino, "a[0].indexOf(a[1], a[2])", M.num(M.indexOf(s, w, i)), s, w, i);
                        check(rhino, "a[0].lastIndexOf(a[1], a[2])", M.num(M.lastIndexOf(s, w, i)), s, w, i);
                        Function<List<String>, String> shown = l -> l.size() + ":" + String.join("|", l);
                        check(rhino, "var p = a[0].split(a[1], a[2]); p.length + ':' + p.join('|')",
                                shown.apply(M.splitText(s, w, i)), s, w, i);
                    }
                    for (String r : REPLACEMENTS) {
                        check(rhino, "a[0].replace(a[1], a[2])", M.replaceFirst(s, w, r), s, w, r);
                    }
                }
            }
        }
    }

    private static void check(Rhino rhino, String expression, String actual, Object... arguments) {
        assertEquals(rhino.text(expression, arguments), actual, () -> expression + " of " + List.of(arguments));
    }
}
