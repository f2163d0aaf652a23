package mapwright;

import java.util.List;

/**
 * The legacy language's operations on values whose type is known only when the mapping runs.
 *
 * <p>A value is text, a number, a boolean, null, {@link #undefined()}, a {@link Node}, {@link Nodes}, a list, or what
 * {@link #array(List)}, {@link #object(Object...)} and {@link #regex(String, String)} give. An Integer counts as the
 * Double of the same value. A String is text of the legacy script. What a map holds, and what validate gives, is a
 * text object of the legacy's host language instead: it is always true, has the host's methods, and is not strictly
 * equal to any text. Numbers and booleans that come out of a map are host objects in the same way: always true, and a
 * number's text is the host's ({@code 5.0}). The runtime has to keep the two apart for as long as the type is
 * {@code Object}.
 */
public interface Legacy {
    /**
     * The entry of that key in the first map that has one: response, connector, channel, source, global channel,
     * global, configuration map; {@code ''} where none has.
     */
    Object lookup(String key);

    /** {@link #validate(Object, Object, Object...)} with the empty text as the fallback and no replacements. */
    Object validate(Object value);

    /**
     * The legacy helper of that name: the fallback where the value is undefined, null, or text or nodes whose text
     * has no length; a text object of the host is never without. Text and nodes then become a text object of the
     * host, after each replacement in turn; a value of another type stays as it is, without replacements. Which
     * types it converts depends on the legacy engine's release.
     *
     * @param pairs patterns and replacements, in turn, in the host's dialect
     * @throws LegacyError when a pattern or a replacement is ill-formed
     */
    Object validate(Object value, Object fallback, Object... pairs);

    /** What a value counts as in a condition: nodes, objects and text objects of the host are always true. */
    boolean truthy(Object value);

    /** The entry of an array at an index, or undefined. */
    Object item(List<?> list, double index);

    /** The length of nodes, arrays and text; 0 for what has none. */
    double lengthOf(Object value);

    /**
     * The text of a value.
     *
     * @throws LegacyError when an object has no text
     */
    String text(Object value);

    /**
     * The number of a value.
     *
     * @throws LegacyError when an object has neither text nor number
     */
    double number(Object value);

    /**
     * {@code +}: the sum, the joined texts, or the joined nodes.
     *
     * @throws LegacyError when an object has no text
     */
    Object plus(Object a, Object b);

    /**
     * {@code ==}.
     *
     * @throws LegacyError when an object has no text
     */
    boolean looseEqual(Object a, Object b);

    /** {@code ===}. */
    boolean strictEqual(Object a, Object b);

    /**
     * {@code <}: of texts by UTF-16 unit, of all else as numbers.
     *
     * @throws LegacyError when an object has no text
     */
    boolean less(Object a, Object b);

    /** {@code <=}, see {@link #less(Object, Object)}. */
    boolean lessOrEqual(Object a, Object b);

    /** {@code >}, see {@link #less(Object, Object)}. */
    boolean greater(Object a, Object b);

    /** {@code >=}, see {@link #less(Object, Object)}. */
    boolean greaterOrEqual(Object a, Object b);

    /**
     * A property of a value; a method of a host object is one, too.
     *
     * @throws LegacyError when the value is null or undefined
     */
    Object property(Object value, String name);

    /**
     * What a method of a value returns.
     *
     * @throws LegacyError when the value has no such method, or the method throws
     */
    Object call(Object value, String name, Object... arguments);

    /** A list as an array of the host language. */
    Object array(List<?> list);

    /**
     * A new object of the legacy language.
     *
     * @param namesAndValues names and values, in turn
     */
    Object object(Object... namesAndValues);

    /**
     * A regular expression of the legacy language.
     *
     * @param flags any of g, i and m
     */
    Object regex(String body, String flags);

    /**
     * replace with a regular expression of the legacy language: the first match, or all with the flag g;
     * {@code $&}, {@code $1} and the like are meant in the replacement.
     */
    String replace(String text, String body, String flags, String replacement);

    /** replace with a regular expression that {@link #regex(String, String)} gave. */
    String replace(String text, Object regex, String replacement);

    /** The value {@code undefined}, which is not null. */
    Object undefined();

    /**
     * What two filter rules without an operator between them mean: the verdict of the first, called like a
     * function.
     *
     * @throws LegacyError always, after the verdict was evaluated
     */
    boolean callVerdict(boolean verdict);

    /**
     * A text as the host's string object, which is what the legacy's validate() gives: always truthy, with the
     * methods of java.lang.String.
     */
    Object hostText(String text);
}
