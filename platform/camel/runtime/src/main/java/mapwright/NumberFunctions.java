package mapwright;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The legacy language's numbers: text to number, number to text, and what counts as true (ECMAScript 5.1). */
public abstract class NumberFunctions {
    private static final int LONGEST_SHORTEST = 17;
    private static final int PLAIN_DIGITS = 21;
    private static final int LEADING_ZEROS = 6;

    /** Number to text (9.8.1): the shortest digits that read back as the same double. */
    protected final String num(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (value == 0) {
            return "0";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return value < 0 ? "-" + positive(-value) : positive(value);
    }

    /**
     * Text to number (9.3.1): blanks around are skipped, blank text is 0, hexadecimal has no sign, all else that
     * is not wholly a number is NaN.
     */
    protected final double toNumber(String text) {
        String s = Blanks.strip(text);
        if (s.isEmpty()) {
            return 0;
        }
        if (s.startsWith("0x") || s.startsWith("0X")) {
            return hexadecimal(s);
        }
        String unsigned = s.startsWith("+") || s.startsWith("-") ? s.substring(1) : s;
        if (unsigned.equals("Infinity")) {
            return s.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return isDecimal(unsigned) ? Double.parseDouble(s) : Double.NaN;
    }

    /** What a text counts as in a condition: false only when empty. */
    protected final boolean truthy(String text) {
        return !text.isEmpty();
    }

    /** What a number counts as in a condition: false for zero and NaN. */
    protected final boolean truthy(double value) {
        return value != 0 && !Double.isNaN(value);
    }

    /** ToInteger (9.4): NaN is 0, a fraction is cut off; infinities stay. */
    static double toInteger(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }

    /** ToInteger, kept within 0 and the limit. */
    static int clamp(double value, int limit) {
        return (int) Math.min(Math.max(toInteger(value), 0), limit);
    }

    /** ToUint32 (9.6): the integer modulo 2 to the 32nd. */
    static long toUint32(double value) {
        if (Double.isInfinite(value)) {
            return 0;
        }
        double modulo = toInteger(value) % 0x1p32;
        return (long) (modulo < 0 ? modulo + 0x1p32 : modulo);
    }

    private static String positive(double value) {
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale();
        if (k <= n && n <= PLAIN_DIGITS) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= PLAIN_DIGITS) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-LEADING_ZEROS < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n - 1 < 0 ? "e-" : "e+") + Math.abs(n - 1);
        return (k == 1 ? digits : digits.charAt(0) + "." + digits.substring(1)) + exponent;
    }

    // Double.toString of JDK 17 is not always the shortest, so the lengths are tried in turn. Both neighbours
    // are tried because just above a power of two the wider gap lies on one side only.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < LONGEST_SHORTEST; precision++) {
            BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
            if (up.doubleValue() == value) {
                return up;
            }
        }
        return exact.round(new MathContext(LONGEST_SHORTEST, RoundingMode.HALF_EVEN));
    }

    private static double hexadecimal(String s) {
        boolean digits = s.length() > 2;
        for (int i = 2; i < s.length(); i++) {
            digits &= s.charAt(i) < 0x80 && Character.digit(s.charAt(i), 16) >= 0;
        }
        // The binary exponent makes Java read it as a floating-point literal, which rounds to even.
        return digits ? Double.parseDouble(s + "p0") : Double.NaN;
    }

    // Double.parseDouble alone takes more: 1f, 1d, 0x1p3, NaN, and blanks of its own.
    private static boolean isDecimal(String s) {
        int whole = digitsFrom(s, 0);
        int end = whole;
        int fraction = 0;
        if (end < s.length() && s.charAt(end) == '.') {
            fraction = digitsFrom(s, end + 1) - end - 1;
            end += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (end < s.length() && (s.charAt(end) == 'e' || s.charAt(end) == 'E')) {
            int sign = end + 1 < s.length() && "+-".indexOf(s.charAt(end + 1)) >= 0 ? 1 : 0;
            int first = end + 1 + sign;
            end = digitsFrom(s, first);
            return end > first && end == s.length();
        }
        return end == s.length();
    }

    private static int digitsFrom(String s, int start) {
        int i = start;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
