package mapwright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Numbers as text and back, against fixed cases and against the legacy's own runner. */
class NumberFunctionsTest {
    private static final Mapping M = new Mapping() {
    };
    private static final long SEED = 20260101;
    private static final int ROUNDS = 20_000;

    @Test
    void numbersAsText() {
        Map<Double, String> cases = new TreeMap<>(Map.of(
                1.0, "1", 1e21, "1e+21", 1e20, "100000000000000000000", 0.1 + 0.2, "0.30000000000000004",
                Double.NaN, "NaN", Double.POSITIVE_INFINITY, "Infinity", -0.0, "0", 1e-6, "0.000001", 1e-7, "1e-7",
                -1.5e300, "-1.5e+300"));
        cases.putAll(Map.of(
                1e23, "1e+23", 2e-3, "0.002", Double.MIN_VALUE, "5e-324", Double.MAX_VALUE, "1.7976931348623157e+308",
                123456789012345680000.0, "123456789012345680000", -1e-7, "-1e-7", 0.0, "0",
                Double.NEGATIVE_INFINITY, "-Infinity", 9007199254740993.0, "9007199254740992", 1.1e-5, "0.000011"));
        cases.forEach((value, text) -> assertEquals(text, M.num(value)));
    }

    @Test
    void textAsNumbers() {
        Map<String, Double> cases = new TreeMap<>();
        for (String blank : List.of("", " ", "\u00a0\ufeff\n")) {
            cases.put(blank, 0.0);
        }
        for (String none : List.of("x", "1x", ".", "+", "-", "e5", "1e", "1e+", "1f", "1d", "NaN", "infinity", "0x",
                "-0x10", "+0x1", "0x1g", "0x1p3", "0x1.8", "1_0", "1,5", "+-1", "1 2", "\u0661", "0x\uff11", "\u0085")) {
            cases.put(none, Double.NaN);
        }
        cases.put("1.", 1.0);
        cases.put(".5e1", 5.0);
        cases.put("010", 10.0);
        cases.put(" +7.50 ", 7.5);
        cases.put("-0", -0.0);
        cases.put("0X1f", 31.0);
        cases.put("0xffffffffffffffffff", 0xffffp56 + 0xffffp40 + 0xffffffffffp0);
        cases.put("1e400", Double.POSITIVE_INFINITY);
        cases.put("-Infinity", Double.NEGATIVE_INFINITY);
        cases.put("+Infinity", Double.POSITIVE_INFINITY);
        try (Rhino rhino = new Rhino()) {
            cases.forEach((text, value) -> {
                assertEquals(value, M.toNumber(text), () -> "'" + text + "'");
                assertEquals(rhino.number("Number(a[0])", text), M.toNumber(text), () -> "'" + text + "' in the legacy");
            });
        }
    }

    @Test
    void binaryAndOctalTextIsNoNumber() {
        assertEquals(Double.NaN, M.toNumber("0b1"));
        assertEquals(Double.NaN, M.toNumber("0o7"));
    }

    @Test
    void agreesWithTheLegacyOnArbitraryNumbers() {
        Random random = new Random(SEED);
        try (Rhino rhino = new Rhino()) {
            for (int i = 0; i < ROUNDS; i++) {
                double value = switch (i % 4) {
                    case 0 -> Double.longBitsToDouble(random.nextLong());
                    case 1 -> Math.scalb(1.0, random.nextInt(2100) - 1075);
                    case 2 -> random.nextInt(1_000_000) / 1000.0;
                    default -> random.nextGaussian() * 1e20;
                };
                String text = M.num(value);
                assertEquals(rhino.text("'' + a[0]", value), text);
                assertEquals(value + 0.0, M.toNumber(text) + 0.0);
            }
        }
    }

    @Test
    void truth() {
        for (String text : List.of("0", "false", " ", "x")) {
            assertEquals(true, M.truthy(text));
        }
        assertEquals(false, M.truthy(""));
        for (double value : new double[] {0.0, -0.0, Double.NaN}) {
            assertEquals(false, M.truthy(value));
        }
        for (double value : new double[] {1, -1, Double.MIN_VALUE, Double.NEGATIVE_INFINITY}) {
            assertEquals(true, M.truthy(value));
        }
    }
}
